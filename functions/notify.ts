import { createNotifyDependencies } from '../lib/aws/lambda/notify-dependencies.ts';
import { notifyHandler } from '../lib/aws/lambda/notify-handler.ts';

/** Takes events from the merchant's queue in batches, and sends each one as a signed webhook. */
export const handler = notifyHandler(await createNotifyDependencies(process.env));
