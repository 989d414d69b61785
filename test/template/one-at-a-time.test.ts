import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { oneAtATime } from '../../scripts/template/one-at-a-time.ts';

const directory = mkdtempSync(join(tmpdir(), 'one-at-a-time-'));
const lock = join(directory, 'lock');
afterEach(() => rmSync(lock, { force: true }));

it('Work that several processes want at the same time is done once, and the lock is gone afterwards', async () => {
  let done = 0;
  const work = async () => {
    await sleep(50);
    done += 1;
  };
  const isDone = () => done > 0;
  await Promise.all([1, 2, 3].map(() => oneAtATime(lock, isDone, work)));
  expect(done).toBe(1);
  expect(existsSync(lock)).toBe(false);
});

it('The lock of a process that ended is taken over', async () => {
  // No process has this id: it is above the largest that Linux, macOS or Windows assign.
  writeFileSync(lock, String(2 ** 30));
  let isDone = false;
  const work = async () => {
    isDone = true;
  };
  await oneAtATime(lock, () => isDone, work);
  expect(isDone).toBe(true);
});

it('Work that fails leaves no lock, so that it can be tried again', async () => {
  const work = () => Promise.reject(new Error('no network'));
  await expect(oneAtATime(lock, () => false, work)).rejects.toThrow('no network');
  expect(existsSync(lock)).toBe(false);
});
