import type { Bench } from '../bench.ts';
import { startEngines } from '../engines/engines.ts';
import { startParameterServer } from '../engines/parameter-server.ts';
import { atMost, figure } from '../figure.ts';
import { bundles } from '../kit/deployed-bundle.ts';
import { handlersInTurn, type RoundTimes } from '../kit/handlers-in-turn.ts';
import { quantile, type Sample, sampleOf } from '../kit/statistics.ts';
import { firstWebhookEvent } from '../samples/lambda-events.ts';

const CALLS = 3_000;
const QUICK_CALLS = 1_000;
const WARM_UP = 200;
/** The 99th percentile is taken of this many calls at a time, so that it has a spread. */
const CALLS_PER_TAIL = 500;

export const ingestWarm: Bench = {
  name: 'ingest',
  about: 'one webhook on a warm function; compared with a bare handler that only sends it to the queue',
  inShortForm: true,
  async run({ quick, progress }) {
    await using engines = await startEngines();
    await using parameters = await startParameterServer();
    const { ingest, bareIngest } = await bundles();
    const calls = quick ? QUICK_CALLS : CALLS;
    progress(`${calls} calls, in turn`);
    const { ours, bare } = await handlersInTurn(
      {
        bundles: { ours: ingest, bare: bareIngest },
        rounds: Array.from({ length: WARM_UP + calls }, () => [firstWebhookEvent()]),
        warmUp: WARM_UP,
      },
      { ...engines.variablesOf('ingest'), ...parameters.variables },
    );
    return [
      figure('ingest, warm, p50', 'ms', typical(ours), {
        baseline: typical(bare),
        goal: atMost(1.1, 'ratio'),
      }),
      figure('ingest, warm, p99', 'ms', tail(ours), { baseline: tail(bare), goal: atMost(1.3, 'ratio') }),
    ];
  },
};

const elapsed = (rounds: readonly RoundTimes[]): readonly number[] =>
  rounds.map(({ elapsedMs }) => elapsedMs);

const typical = (rounds: readonly RoundTimes[]): Sample => sampleOf(elapsed(rounds));

function tail(rounds: readonly RoundTimes[]): Sample {
  const tails: number[] = [];
  for (let from = 0; from < rounds.length; from += CALLS_PER_TAIL)
    tails.push(quantile(elapsed(rounds.slice(from, from + CALLS_PER_TAIL)), 0.99));
  return sampleOf(tails);
}
