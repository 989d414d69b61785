import { createIngestDependencies } from '../lib/aws/lambda/dependencies.ts';
import { ingestHandler } from '../lib/aws/lambda/ingest-handler.ts';

/** `POST /webhooks/{provider}`: verifies a webhook over its raw bytes, queues it and answers 200. */
export const handler = ingestHandler(await createIngestDependencies(process.env));
