/** Calls two bundled handlers in turn, one call at a time, and sends how long each call took: milliseconds. */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

type Handler = (event: unknown, context: object) => Promise<{ statusCode: number }>;

const [ours = '', bare = '', eventFile = '', times = '0'] = process.argv.slice(2);
const event: unknown = JSON.parse(readFileSync(eventFile, 'utf8'));
const WARM_UP_CALLS = 200;

const load = async (bundle: string): Promise<Handler> => (await import(pathToFileURL(bundle).href)).handler;

async function timed(handler: Handler): Promise<number> {
  const start = performance.now();
  const { statusCode } = await handler(event, {});
  const taken = performance.now() - start;
  if (statusCode !== 200) throw new Error(`A webhook was answered ${statusCode}.`);
  return taken;
}

const handlers = { ours: await load(ours), bare: await load(bare) };
const taken: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] };
for (let call = -WARM_UP_CALLS; call < Number(times); call += 1) {
  for (const name of ['ours', 'bare'] as const) {
    const ms = await timed(handlers[name]);
    if (call >= 0) taken[name].push(ms);
  }
}
process.send?.(taken);
