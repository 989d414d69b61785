/** Imports a bundled handler, passes it one event if there is one, and sends how long each took in milliseconds. */
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';

const [bundle = ''] = process.argv.slice(2);
const [input]: { readonly event?: unknown }[] = await once(process, 'message');
const context = { getRemainingTimeInMillis: () => 10_000, awsRequestId: 'one' };

const startedAt = performance.now();
const { handler } = await import(pathToFileURL(bundle).href);
const importMs = performance.now() - startedAt;

// On AWS every endpoint is https, so node:http is loaded only by code that imports it.
await import('node:http');

const calledAt = performance.now();
const answer = input?.event && (await handler(input.event, context));
const firstMs = performance.now() - calledAt;

process.send?.({ importMs, firstMs, answer });
