import type { Bench } from '../bench.ts';
import { figure } from '../figure.ts';
import { bundles } from '../kit/bundled-handlers.ts';
import type { Bundle } from '../kit/deployed-bundle.ts';
import { webhookEventFile } from '../kit/event-file.ts';
import { inChild } from '../kit/in-child.ts';
import { ingestVariables } from '../kit/ingest-variables.ts';
import { interleaved } from '../kit/interleaved.ts';
import { startLocalQueue } from '../servers/local-queue.ts';
import { startParameterServer } from '../servers/parameter-server.ts';

const ROUNDS = 15;

interface ColdStart {
  readonly importMs: number;
  readonly firstMs: number;
  readonly answer: { readonly statusCode: number; readonly body: string };
}

export const firstInvocation: Bench = {
  name: 'first',
  about: 'the first webhook after the start, which reads the secrets, and both together: a bare handler’s',
  inShortForm: false,
  async run({ progress }) {
    await using queue = await startLocalQueue();
    await using parameters = await startParameterServer();
    const { ingest, bareIngest } = await bundles();
    const eventFile = webhookEventFile();
    const variables = ingestVariables(queue, parameters);
    const coldStart = async ({ file }: Bundle) => {
      const result = await inChild<ColdStart>('cold-start.ts', [file, eventFile], variables);
      if (result.answer.statusCode !== 200)
        throw new Error(`The webhook was answered ${result.answer.body}.`);
      return result;
    };
    progress('fresh processes, in turn');
    const wholes: Record<string, number> = {};
    const first = async (name: string, bundle: Bundle) => {
      const { importMs, firstMs } = await coldStart(bundle);
      wholes[name] = importMs + firstMs;
      return firstMs;
    };
    const taken = await interleaved(ROUNDS, {
      ours: () => first('ours', ingest),
      oursWhole: () => wholes['ours'] ?? Number.NaN,
      bare: () => first('bare', bareIngest),
      bareWhole: () => wholes['bare'] ?? Number.NaN,
    });
    return [
      figure({
        ...{ name: 'first invocation of ingest', unit: 'ms', value: taken.ours, baseline: taken.bare },
        goal: { of: 'ratio', atMost: 1.15 },
      }),
      figure({
        name: 'cold start to the first answer: import, secrets, first invocation',
        ...{ unit: 'ms', value: taken.oursWhole, baseline: taken.bareWhole },
      }),
    ];
  },
};
