/** Hands batches to two bundled handlers in turn, and sends how many events a second each applied, round by round. */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

type Handler = (event: unknown, context: object) => Promise<{ batchItemFailures: readonly unknown[] }>;

const MS_PER_SECOND = 1_000;
const [ours = '', peer = '', roundsFile = ''] = process.argv.slice(2);
const rounds: { Records: unknown[] }[][] = JSON.parse(readFileSync(roundsFile, 'utf8'));
const context = { getRemainingTimeInMillis: () => 20_000, awsRequestId: 'bench' };

const load = async (bundle: string): Promise<Handler> => (await import(pathToFileURL(bundle).href)).handler;

async function eventsPerSecond(
  handler: Handler,
  batches: readonly { Records: unknown[] }[],
): Promise<number> {
  let events = 0;
  const start = performance.now();
  for (const batch of batches) {
    const { batchItemFailures } = await handler(batch, context);
    if (batchItemFailures.length > 0) throw new Error(`${batchItemFailures.length} messages failed.`);
    events += batch.Records.length;
  }
  return (events / (performance.now() - start)) * MS_PER_SECOND;
}

const handlers = { ours: await load(ours), peer: await load(peer) };
const taken: Record<'ours' | 'peer', number[]> = { ours: [], peer: [] };
for (const batches of rounds) {
  for (const name of ['ours', 'peer'] as const)
    taken[name].push(await eventsPerSecond(handlers[name], batches));
}
process.send?.({ ours: taken.ours.slice(1), peer: taken.peer.slice(1) });
