import { ingestDependencies } from '../lib/aws/lambda/dependencies.ts';
import { ingestHandler } from '../lib/aws/lambda/ingest-handler.ts';

/** `POST /webhooks/{provider}`: verifies the webhook over its raw bytes, queues it, answers 200. */
export const handler = ingestHandler(await ingestDependencies(process.env));
