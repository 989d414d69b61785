import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Bench } from './bench.ts';
import { catalogue } from './catalogue.ts';
import { checkedFigures } from './check.ts';
import type { Figure } from './figure.ts';
import { describeMachine, figureTable } from './report.ts';
import { writeTable } from './write-table.ts';

const usage = `npm run bench [-- NAME …] [-- --check] [-- --json FILE] [-- --write]

Measures this project beside the floor (the least code that could do a step) and the peers.

${catalogue.map(({ name, about }) => `  ${name.padEnd(12)}${about}`).join('\n')}

  --check      the short form: only figures that depend little on the machine, against
               floors below which they must not slip; ends with 1 when one has
  --json FILE  writes the figures as JSON
  --write      puts the table into docs/performance.md
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      check: { type: 'boolean', default: false },
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
  const measured = await measure(chosen(positionals, values.check), values.check);
  const figures = values.check ? checkedFigures(measured, positionals.length === 0) : measured;
  process.stdout.write(`${describeMachine()}\n\n${figureTable(figures)}\n`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  if (values.write) writeTable(figures);
  return values.check && figures.some(({ met }) => met === false) ? 1 : 0;
}

const chosen = (names: readonly string[], check: boolean): readonly Bench[] =>
  catalogue.filter(({ name, inShortForm }) =>
    names.length > 0 ? names.includes(name) : !check || inShortForm,
  );

async function measure(benches: readonly Bench[], quick: boolean): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  const begin = Date.now();
  for (const [index, { name, run }] of benches.entries()) {
    const progress = (text: string) =>
      process.stderr.write(
        `[${Math.round((Date.now() - begin) / 1_000)} s] ${index + 1}/${benches.length} ${name}: ${text}\n`,
      );
    progress('begins');
    try {
      figures.push(...(await run({ quick, progress })));
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
