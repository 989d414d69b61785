/** The tests of examples/shop itself, on the sources. example-shop.spec.ts runs them on the packed package. */

import { execFileSync } from 'node:child_process';
import { it } from 'vitest';
import { InstalledShop } from '../../proof/shop/installed-shop.ts';

it('The example shop passes its own tests', { timeout: 120_000 }, async () => {
  await using shop = await InstalledShop.install();
  const tests = ['--test', '--test-timeout=60000', 'test/shop.test.ts'];
  execFileSync(process.execPath, tests, { cwd: shop.directory, stdio: 'pipe', timeout: 100_000 });
});
