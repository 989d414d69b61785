import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { providers } from '../../lib/providers/registry.ts';

const run = promisify(execFile);
const TIME_LIMIT_MS = 20_000;

describe('npm run demo', () => {
  it('shows the outcome of each webhook, then the rows, and exits with 0 within 20 s', async () => {
    const { stdout } = await run(process.execPath, ['launch/run.mjs', 'demo/demo.ts'], {
      timeout: TIME_LIMIT_MS,
    });
    expect(stdout).toMatch(/SUCCESS +401 +refused .* forged/);
    expect(stdout).toMatch(/\(cut off\) +200 +dead-lettered/);
    expect(stdout).toMatch(/REQUEST_CREATED +200 +late/);
    expect(stdout).toMatch(/SUCCESS +200 +duplicate/);
    for (const { name } of providers)
      expect(stdout).toMatch(new RegExp(`^  ${name} +\\d webhooks? +succeeded +\\d+ ms$`, 'm'));
    expect(stdout).toContain('$ npx checkout-webhooks get demo-backwards');
    expect(stdout).toContain('All results are as expected.');
  });
});
