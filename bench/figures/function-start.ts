import type { Bench } from '../bench.ts';
import { startEngines } from '../engines/engines.ts';
import { startParameterServer } from '../engines/parameter-server.ts';
import { atMost, type Figure, figure } from '../figure.ts';
import { type Bundle, bundles } from '../kit/deployed-bundle.ts';
import { inChild } from '../kit/in-child.ts';
import { inTurn } from '../kit/in-turn.ts';
import { type Sample, sampleOf } from '../kit/statistics.ts';
import { firstWebhookEvent } from '../samples/lambda-events.ts';

const ROUNDS = 15;
const QUICK_ROUNDS = 5;

interface ColdStart {
  readonly importMs: number;
  readonly firstMs: number;
  readonly answer?: { readonly statusCode: number; readonly body: string };
}

export const functionStart: Bench = {
  name: 'start',
  about: 'import and first webhook of a fresh process; compared with bare handlers and Powertools',
  inShortForm: true,
  async run({ quick, progress }) {
    await using engines = await startEngines();
    await using parameters = await startParameterServer();
    const { ingest, consume, bareIngest, bareConsume, powertools } = await bundles();
    // Without a place in SSM, ingest reads no secrets while it starts: then only code is loaded, as in the peers.
    const [forIngest, forConsume] = [engines.variablesOf('ingest'), engines.variablesOf('consume')];
    const withSecrets = { ...forIngest, ...parameters.variables };
    progress('fresh processes, in turn');
    const taken = await inTurn(quick ? QUICK_ROUNDS : ROUNDS, {
      code: () => coldStart(ingest, forIngest),
      ingest: () => coldStart(ingest, withSecrets, firstWebhookEvent()),
      bareIngest: () => coldStart(bareIngest, withSecrets, firstWebhookEvent()),
      consume: () => coldStart(consume, forConsume),
      bareConsume: () => coldStart(bareConsume, forConsume),
      powertools: () => coldStart(powertools, forConsume),
    });
    return figuresOf(taken);
  },
};

async function coldStart(
  { file }: Bundle,
  variables: Readonly<Record<string, string>>,
  event?: object,
): Promise<ColdStart> {
  const message = { event };
  const result = await inChild<ColdStart>('cold-start.ts', { parameters: [file], variables, message });
  const { answer } = result;
  if (event && answer?.statusCode !== 200) throw new Error(`The webhook got ${answer?.body}.`);
  return result;
}

type Variant = 'code' | 'ingest' | 'bareIngest' | 'consume' | 'bareConsume' | 'powertools';

function figuresOf(taken: Readonly<Record<Variant, readonly ColdStart[]>>): readonly Figure[] {
  const sample = (variant: Variant, msOf: (start: ColdStart) => number): Sample =>
    sampleOf(taken[variant].map(msOf));
  const compared = (name: string, own: Variant, other: Variant, msOf: typeof importMs, most?: number) =>
    figure(name, 'ms', sample(own, msOf), {
      baseline: sample(other, msOf),
      goal: most === undefined ? undefined : atMost(most, 'ratio'),
    });
  return [
    compared('ingest import', 'code', 'bareIngest', importMs, 0.65),
    compared('ingest import, secrets read', 'ingest', 'bareIngest', importMs),
    compared('consume import', 'consume', 'bareConsume', importMs),
    compared('consume import, against Powertools', 'consume', 'powertools', importMs, 0.75),
    compared('first invocation of ingest', 'ingest', 'bareIngest', firstMs, 1.15),
    compared('cold start to the first answer', 'ingest', 'bareIngest', wholeMs),
  ];
}

const importMs = (start: ColdStart): number => start.importMs;
const firstMs = (start: ColdStart): number => start.firstMs;
const wholeMs = (start: ColdStart): number => start.importMs + start.firstMs;
