import type { Bench } from '../bench.ts';
import { startEngines } from '../engines/engines.ts';
import { atMost, type Figure, figure } from '../figure.ts';
import { type Bundle, bundles } from '../kit/deployed-bundle.ts';
import { inChild } from '../kit/in-child.ts';
import { inTurn } from '../kit/in-turn.ts';
import { sampleOf } from '../kit/statistics.ts';

const ROUNDS = 25;
const QUICK_ROUNDS = 7;

export const providerImport: Bench = {
  name: 'import',
  about: 'import of the functions with all providers; compared with the same code and two of them',
  inShortForm: true,
  async run({ quick, progress }) {
    await using engines = await startEngines();
    const { ingest, consume, twoIngest, twoConsume } = await bundles();
    const importOf = (bundle: Bundle, name: 'ingest' | 'consume') => async () => {
      const options = { parameters: [bundle.file], variables: engines.variablesOf(name), message: {} };
      return (await inChild<{ readonly importMs: number }>('cold-start.ts', options)).importMs;
    };
    progress('fresh processes, in turn');
    const taken = await inTurn(quick ? QUICK_ROUNDS : ROUNDS, {
      ingest: importOf(ingest, 'ingest'),
      twoIngest: importOf(twoIngest, 'ingest'),
      consume: importOf(consume, 'consume'),
      twoConsume: importOf(twoConsume, 'consume'),
    });
    const compared = (name: string, all: readonly number[], two: readonly number[]): Figure =>
      figure(`${name} import, against two providers`, 'ms', sampleOf(all), {
        baseline: sampleOf(two),
        goal: atMost(1.1, 'ratio'),
      });
    return [
      compared('ingest', taken.ingest, taken.twoIngest),
      compared('consume', taken.consume, taken.twoConsume),
    ];
  },
};
