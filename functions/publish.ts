import { createPublishDependencies } from '../lib/aws/lambda/publish-dependencies.ts';
import { publishHandler } from '../lib/aws/lambda/publish-handler.ts';

/** Takes the changes of the checkout table from its stream in batches, and publishes them to the topic. */
export const handler = publishHandler(createPublishDependencies(process.env));
