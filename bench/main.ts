import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Bench, BenchContext } from './bench.ts';
import { catalogue } from './catalogue.ts';
import { checkedFigures } from './check.ts';
import type { Figure } from './figure.ts';
import { describeMachine, figureTable } from './report.ts';
import { writeTable } from './write-table.ts';

const usage = `npm run bench [-- NAME …] [-- --check] [-- --long] [-- --json FILE] [-- --write]

Measures this project beside the floor (the least code that could do a step) and the peers.

${catalogue.map(({ name, about, isLong }) => `  ${name.padEnd(12)}${about}${isLong ? ' (long)' : ''}`).join('\n')}

  --check      the short form: only figures that depend little on the machine, against
               floors below which they must not slip; ends with 1 when one has
  --long       everything, the growth to a million checkouts: some nine minutes in place of
               three or four, and 2 GB of memory
  --json FILE  writes the figures as JSON
  --write      puts the table into docs/performance.md
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      check: { type: 'boolean', default: false },
      long: { type: 'boolean', default: false },
      json: { type: 'string' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const unknown = positionals.filter((name) => !catalogue.some((bench) => bench.name === name));
  if (values.help || unknown.length > 0) {
    process.stdout.write(unknown.length > 0 ? `No such figure: ${unknown.join(', ')}.\n\n${usage}` : usage);
    return unknown.length > 0 ? 2 : 0;
  }
  const form = { quick: values.check, long: values.long };
  const measured = await measure(chosen(positionals, form), form);
  const figures = values.check ? checkedFigures(measured, positionals.length === 0) : measured;
  process.stdout.write(`${describeMachine()}\n\n${figureTable(figures)}\n`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  if (values.write) writeTable(figures);
  return values.check && figures.some(({ met }) => met === false) ? 1 : 0;
}

type Form = Pick<BenchContext, 'quick' | 'long'>;

const chosen = (names: readonly string[], { quick, long }: Form): readonly Bench[] =>
  catalogue.filter(({ name, inShortForm, isLong }) => {
    if (names.length > 0) return names.includes(name);
    return quick ? inShortForm : long || !isLong;
  });

async function measure(benches: readonly Bench[], form: Form): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  const begin = Date.now();
  for (const [index, { name, run }] of benches.entries()) {
    const progress = (text: string) =>
      process.stderr.write(
        `[${Math.round((Date.now() - begin) / 1_000)} s] ${index + 1}/${benches.length} ${name}: ${text}\n`,
      );
    progress('begins');
    try {
      figures.push(...(await run({ ...form, progress })));
    } catch (error) {
      // What the others measured is not lost with it.
      progress(`failed: ${error}`);
      process.exitCode = 1;
    }
  }
  return figures;
}

const code = await main();
process.exitCode ||= code;
