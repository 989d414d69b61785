import type { Bench } from '../bench.ts';
import { startEngines } from '../engines/engines.ts';
import { createPeerTables, peerVariables } from '../engines/peer-tables.ts';
import { atLeast, figure } from '../figure.ts';
import { bundles } from '../kit/deployed-bundle.ts';
import { handlersInTurn, type RoundTimes } from '../kit/handlers-in-turn.ts';
import { type Sample, sampleOf } from '../kit/statistics.ts';
import { firstRecords } from '../samples/ingested-webhook.ts';
import { batchEvent } from '../samples/lambda-events.ts';

const BATCH = 10;
const BATCHES_PER_ROUND = 10;
const EVENTS_PER_ROUND = BATCH * BATCHES_PER_ROUND;
const ROUNDS = 30;
const QUICK_ROUNDS = 10;
const WARM_UP = 5;
const MS_PER_SECOND = 1_000;

export const consumeBatches: Bench = {
  name: 'consume',
  about: 'applying batches of 10; compared with the Powertools pattern and a bare handler that only puts',
  inShortForm: true,
  async run({ quick, progress }) {
    await using engines = await startEngines();
    await createPeerTables(engines.client);
    const { consume: ours, powertools, bareConsume: bare } = await bundles();
    const variables = { ...engines.variablesOf('consume'), ...peerVariables };
    const count = quick ? QUICK_ROUNDS : ROUNDS;
    progress('batches, in turn with Powertools');
    const beside = await handlersInTurn(
      { bundles: { ours, powertools }, ...(await newRounds(count)) },
      variables,
    );
    progress('batches, in turn with the bare handler');
    const above = await handlersInTurn({ bundles: { ours, bare }, ...(await newRounds(count)) }, variables);
    return [
      figure('consumer throughput, against Powertools', 'events/s', eventsPerSecond(beside.ours), {
        baseline: eventsPerSecond(beside.powertools),
        goal: atLeast(2.5, 'ratio'),
      }),
      figure('consume, computing per event, against a bare handler', 'ms', computingPerEvent(above.ours), {
        baseline: computingPerEvent(above.bare),
      }),
    ];
  },
};

/** Every message is the first of a new checkout. */
async function newRounds(count: number) {
  const rounds = [];
  for (let round = 0; round < WARM_UP + count; round += 1) {
    const batches = [];
    for (let batch = 0; batch < BATCHES_PER_ROUND; batch += 1)
      batches.push(batchEvent(await firstRecords(BATCH)));
    rounds.push(batches);
  }
  return { rounds, warmUp: WARM_UP };
}

const eventsPerSecond = (rounds: readonly RoundTimes[]): Sample =>
  sampleOf(rounds.map(({ elapsedMs }) => (EVENTS_PER_ROUND / elapsedMs) * MS_PER_SECOND));

const computingPerEvent = (rounds: readonly RoundTimes[]): Sample =>
  sampleOf(rounds.map(({ computingMs }) => computingMs / EVENTS_PER_ROUND));
