import { consumeHandler } from '../lib/aws/lambda/consume-handler.ts';
import { createConsumeDependencies } from '../lib/aws/lambda/dependencies.ts';

/** Takes webhooks from the queue in batches and applies them to the checkout table. */
export const handler = consumeHandler(createConsumeDependencies(process.env));
