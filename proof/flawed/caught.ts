import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod/mini';

/** The folder in which `npm run soak -- --flawed` leaves what was caught. It is not in git. */
export const caughtFolder = resolve(import.meta.dirname, '../../reports/flawed');

export const CaughtGroup = z.object({
  group: z.enum(['receivers', 'publishers', 'merchants']),
  /** Each mistake, and the suites that caught it with the promise that they found broken: empty if none did. */
  rows: z.array(z.object({ name: z.string(), caughtBy: z.string() })),
});
export type CaughtGroup = z.infer<typeof CaughtGroup>;

export function keepCaught(group: CaughtGroup): void {
  mkdirSync(caughtFolder, { recursive: true });
  writeFileSync(join(caughtFolder, `${group.group}.json`), `${JSON.stringify(group, null, 2)}\n`);
}

/** Returns a group as a table. */
export function caughtTable({ group, rows }: CaughtGroup): string {
  const lines = rows.map(({ name, caughtBy }) => `| ${name} | ${caughtBy || 'nothing'} |`);
  return [`| ${titles[group]} | caught by |`, '| --- | --- |', ...lines].join('\n');
}

const titles: Readonly<Record<CaughtGroup['group'], string>> = {
  receivers: 'receiver',
  publishers: 'a publisher that',
  merchants: 'a merchant who',
};
