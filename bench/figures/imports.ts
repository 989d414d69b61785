import type { Bench } from '../bench.ts';
import { figure } from '../figure.ts';
import { bundles } from '../kit/bundled-handlers.ts';
import type { Bundle } from '../kit/deployed-bundle.ts';
import { inChild } from '../kit/in-child.ts';
import { interleaved } from '../kit/interleaved.ts';
import { startParameterServer } from '../servers/parameter-server.ts';

const ROUNDS = 11;
const QUICK_ROUNDS = 5;

const nowhere = 'http://127.0.0.1:1/000000000000/queue';
/** As on AWS, but that no secrets are read: the code alone, as of the peers. Nothing is sent anywhere. */
const variables = {
  QUEUE_URL: nowhere,
  DEAD_LETTER_QUEUE_URL: nowhere,
  TABLE_NAME: 'checkouts',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
};

export const imports: Bench = {
  name: 'import',
  about: 'loading what is deployed, in fresh processes: bare handlers, Powertools',
  inShortForm: true,
  async run({ quick, progress }) {
    const { ingest, consume, bareIngest, bareConsume, powertools } = await bundles();
    await using parameters = await startParameterServer();
    const withSecrets = {
      SECRETS_PREFIX: '/checkout-webhooks/bench',
      AWS_ENDPOINT_URL_SSM: parameters.endpoint,
    };
    progress('fresh processes, in turn');
    const taken = await interleaved(quick ? QUICK_ROUNDS : ROUNDS, {
      ingest: () => importMs(ingest),
      ingestStart: () => importMs(ingest, withSecrets),
      bareIngest: () => importMs(bareIngest),
      consume: () => importMs(consume),
      bareConsume: () => importMs(bareConsume),
      powertools: () => importMs(powertools),
    });
    const common = { unit: 'ms' };
    return [
      figure({
        ...{ ...common, name: 'ingest import', value: taken.ingest, baseline: taken.bareIngest },
        goal: { of: 'ratio', atMost: 0.65 },
      }),
      figure({
        ...{ ...common, name: 'ingest start: import, secrets read' },
        ...{ value: taken.ingestStart, baseline: taken.bareIngest },
        note: 'the bare handler reads none',
      }),
      figure({ ...common, name: 'consume import', value: taken.consume, baseline: taken.bareConsume }),
      figure({
        ...{ ...common, name: 'consume import, against Powertools' },
        ...{ value: taken.consume, baseline: taken.powertools, goal: { of: 'ratio', atMost: 0.75 } },
      }),
    ];
  },
};

async function importMs({ file }: Bundle, more: Readonly<Record<string, string>> = {}): Promise<number> {
  const environment = { ...variables, ...more };
  const { importMs: ms } = await inChild<{ importMs: number }>('cold-start.ts', [file], environment);
  return ms;
}
