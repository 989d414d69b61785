import { catchTable } from '../flawed/catch-table.ts';
import { type CaughtGroup, caughtTable, keepCaught } from '../flawed/caught.ts';
import {
  caughtByCourses,
  caughtBySimulation,
  type FlawedSide,
  flawedMerchantSides,
  flawedPublishers,
} from '../flawed/downstream/catch-downstream.ts';
import type { SoakResult } from './soak-result.ts';

const EVERY_SUITE = Number.POSITIVE_INFINITY;

/** Tries every flawed receiver on every suite. A receiver that no suite catches is a hole in the suites. */
export async function soakFlawed(): Promise<SoakResult> {
  const table = await catchTable(EVERY_SUITE, say);
  const rows = table.map(({ receiver, caughtBy }) => ({
    name: receiver,
    caughtBy: caughtBy.map(({ suite, objection }) => named(suite, objection.check)).join(', '),
  }));
  return resultOf([{ group: 'receivers', rows }]);
}

/** Tries every flawed publisher and every flawed merchant on the suites that have one. */
export async function soakFlawedMerchants(): Promise<SoakResult> {
  return resultOf([
    { group: 'publishers', rows: await rowsOf(flawedPublishers) },
    { group: 'merchants', rows: await rowsOf(flawedMerchantSides) },
  ]);
}

async function rowsOf(sides: readonly FlawedSide[]): Promise<CaughtGroup['rows']> {
  const rows: CaughtGroup['rows'] = [];
  for (const side of sides) {
    say(side.name);
    const caughtBy: string[] = [];
    const courses = await caughtByCourses(side);
    if (courses !== undefined) caughtBy.push(named('every course', courses));
    const simulation = await caughtBySimulation(side);
    if (simulation !== undefined) caughtBy.push(named('simulation', simulation));
    rows.push({ name: side.name, caughtBy: caughtBy.join(', ') });
  }
  return rows;
}

function resultOf(groups: readonly CaughtGroup[]): SoakResult {
  for (const group of groups) keepCaught(group);
  return {
    text: groups.map(caughtTable).join('\n\n'),
    data: groups,
    isClean: groups.every(({ rows }) => rows.every(({ caughtBy }) => caughtBy !== '')),
  };
}

const named = (suite: string, check: string): string => (suite === check ? suite : `${suite} (${check})`);
const say = (name: string): boolean => process.stderr.write(`${name}\n`);
