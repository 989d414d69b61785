import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { CpuQuota } from '../../bench/memory/cpu-quota.ts';

/** Waits until it is in the group, then computes for half a second and says for what share of it it was let. */
const PROGRAM = `setTimeout(() => {
  const [used, start] = [process.cpuUsage(), performance.now()];
  while (performance.now() - start < 500);
  const { user, system } = process.cpuUsage(used);
  console.log((user + system) / 1e3 / (performance.now() - start));
}, 200)`;

it('A quota lets a process compute like a function of some memory, and leaves nothing behind', async (context) => {
  using quota = CpuQuota.make();
  if (!quota) return context.skip();
  quota.likeMemory(442);
  const running = promisify(execFile)(process.execPath, ['-e', PROGRAM]);
  quota.add(running.child.pid ?? 0);
  const share = Number((await running).stdout);
  expect(share).toBeGreaterThan(0.02);
  expect(share).toBeLessThan(0.35);
});
