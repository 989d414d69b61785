/** Imports a bundled handler, hands it one event, and sends how long each took: milliseconds. */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [bundle = '', eventFile] = process.argv.slice(2);
const event: unknown = eventFile && JSON.parse(readFileSync(eventFile, 'utf8'));
const context = { getRemainingTimeInMillis: () => 10_000, awsRequestId: 'one' };

const start = performance.now();
const { handler } = await import(pathToFileURL(bundle).href);
const imported = performance.now();

// On AWS every endpoint is https, and node:http is not loaded by whoever does not import it himself.
await import('node:http');

const begin = performance.now();
const answer = eventFile && (await handler(event, context));
const answered = performance.now();

process.send?.({ importMs: imported - start, firstMs: answered - begin, answer });
