/** Imports bundled handlers, calls them in turn, and sends what each round of each handler took. */
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import type { RoundTimes, TurnOrder } from '../kit/handlers-in-turn.ts';
import { inTurn } from '../kit/in-turn.ts';

type Answer = { readonly statusCode?: number; readonly batchItemFailures?: readonly unknown[] };
type Handler = (event: unknown, context: object) => Promise<Answer>;

const US_PER_MS = 1_000;
const context = { getRemainingTimeInMillis: () => 20_000, awsRequestId: 'bench' };

async function call(handler: Handler, event: unknown): Promise<void> {
  const answer = await handler(event, context);
  const isTaken = answer.statusCode === 200 || answer.batchItemFailures?.length === 0;
  if (!isTaken) throw new Error(`The answer was ${JSON.stringify(answer)}.`);
}

async function timeRound(handler: Handler, events: readonly unknown[]): Promise<RoundTimes> {
  const usedBefore = process.cpuUsage();
  const startedAt = performance.now();
  for (const event of events) await call(handler, event);
  const elapsedMs = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(usedBefore);
  return { elapsedMs, computingMs: (user + system) / US_PER_MS };
}

const [order]: TurnOrder[] = await once(process, 'message');
const { bundles = {}, rounds = [], warmUp = 0 } = order ?? {};
const measures: Record<string, (round: number) => Promise<RoundTimes>> = {};
for (const [name, { file }] of Object.entries(bundles)) {
  const { handler }: { handler: Handler } = await import(pathToFileURL(file).href);
  measures[name] = (round) => timeRound(handler, rounds[round] ?? []);
}
process.send?.(await inTurn(rounds.length - warmUp, measures, warmUp));
