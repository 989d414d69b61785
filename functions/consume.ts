import { consumeHandler } from '../lib/aws/lambda/consume-handler.ts';
import { consumeDependencies } from '../lib/aws/lambda/dependencies.ts';

/** Takes webhooks from the queue in batches and applies them to the checkout table. */
export const handler = consumeHandler(consumeDependencies(process.env));
