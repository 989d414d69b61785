import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { withMarkedRegion } from '../scripts/pages/marked-region.ts';
import type { Bench } from './bench.ts';
import { catalog } from './catalog.ts';
import type { Figure } from './figure.ts';
import { gated } from './gates.ts';
import { describeMachine, figureTable } from './report.ts';

const DOCUMENT = 'docs/performance.md';
const FIGURES = catalog.map(({ name, about }) => `  ${name.padEnd(12)}${about}`).join('\n');
const USAGE = `npm run bench [-- NAME …] [-- --check] [-- --write]

Measures this project and compares it with the floor (the least code that could do a step) and with a peer.

${FIGURES}

  --check      runs the short form for CI, without load and growth, and exits with 1 when a
               figure has passed its limit in bench/gates.ts
  --write      writes the table of all figures into ${DOCUMENT}
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      check: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const unknown = positionals.filter((name) => !catalog.some((bench) => bench.name === name));
  if (values.help || unknown.length > 0) {
    process.stdout.write(
      unknown.length > 0 ? `No figure is named ${unknown.join(', ')}.\n\n${USAGE}` : USAGE,
    );
    return unknown.length > 0 ? 2 : 0;
  }
  const measured = await measure(chosen(positionals, values.check), values.check);
  const figures = values.check ? gated(measured, positionals.length === 0) : measured;
  const table = `${describeMachine()}\n\n${figureTable(figures)}`;
  process.stdout.write(`${table}\n`);
  if (values.write) writeFileSync(DOCUMENT, withMarkedRegion(readFileSync(DOCUMENT, 'utf8'), 'table', table));
  return values.check && figures.some(({ met }) => met === false) ? 1 : 0;
}

function chosen(names: readonly string[], quick: boolean): readonly Bench[] {
  if (names.length > 0) return catalog.filter(({ name }) => names.includes(name));
  return catalog.filter(({ inShortForm }) => inShortForm || !quick);
}

async function measure(benches: readonly Bench[], quick: boolean): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  const startedAt = Date.now();
  for (const [index, { name, run }] of benches.entries()) {
    const progress = (text: string) => {
      const seconds = Math.round((Date.now() - startedAt) / 1_000);
      process.stderr.write(`[${seconds} s] ${index + 1}/${benches.length} ${name}: ${text}\n`);
    };
    progress('starts');
    try {
      figures.push(...(await run({ quick, progress })));
    } catch (error) {
      // The other figures are still worth printing.
      progress(`failed: ${error}`);
      process.exitCode = 1;
    }
  }
  return figures;
}

const code = await main();
process.exitCode ||= code;
