import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { providers } from '../../lib/providers/registry.ts';
import { lifecyclesPage } from '../../scripts/pages/lifecycles-page.ts';

it('docs/lifecycles.md shows the tables in lib/providers (else: npm run docs)', () => {
  expect(readFileSync('docs/lifecycles.md', 'utf8')).toBe(lifecyclesPage(providers));
});
