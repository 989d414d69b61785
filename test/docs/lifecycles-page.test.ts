import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inqud } from '../../lib/providers/inqud.ts';
import { providers } from '../../lib/providers/registry.ts';
import { lifecyclesPage } from '../../scripts/pages/lifecycles-page.ts';

it('docs/lifecycles.md shows the tables in lib/providers (else: npm run docs)', () => {
  expect(readFileSync('docs/lifecycles.md', 'utf8')).toBe(lifecyclesPage(providers));
});

it('The page says of a success and a failure whether they are a contradiction or a retry', () => {
  const lifecycles = {
    '': {
      FAILED: { state: 'failed', rank: 10, mayBeFollowedBy: ['DONE'] },
      EXPIRED: { state: 'expired', rank: 20 },
      DONE: { state: 'succeeded', rank: 30 },
    },
  } as const;
  const page = lifecyclesPage([{ ...inqud, name: 'other', lifecycles }]);
  expect(page).toContain('- `FAILED`, then `DONE`: an ordinary retry. The reverse is a contradiction.');
  expect(page).toContain('- `EXPIRED` and `DONE`, in either order: a contradiction.');
});
