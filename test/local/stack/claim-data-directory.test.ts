import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claimDataDirectory, DirectoryRefused } from '../../../local/stack/claim-data-directory.ts';

const folder = () => mkdtemp(join(tmpdir(), 'claim-'));
/** Linux and macOS give no process a number this high. */
const NOBODY = 99_999_999;

describe('claimDataDirectory', () => {
  it('creates the directory, and reserves it until it is released', async () => {
    const directory = join(await folder(), 'new', 'data');
    const release = claimDataDirectory(directory);
    expect(() => claimDataDirectory(directory)).toThrow(DirectoryRefused);
    expect(() => claimDataDirectory(directory)).toThrow(
      `Another local stack (process ${process.pid}) uses ${directory}. Stop it, or name another directory with --data.`,
    );
    release();
    claimDataDirectory(directory)();
  });

  it.each([
    ['of a process that no longer runs', `${NOBODY}`],
    ['that is damaged', 'x'],
    ['that is empty', ''],
  ])('takes over the lock %s', async (_case, content) => {
    const directory = await folder();
    const lock = join(directory, 'stack.lock');
    await writeFile(lock, content);
    const release = claimDataDirectory(directory);
    expect(await readFile(lock, 'utf8')).toBe(`${process.pid}`);
    release();
  });

  it('says that a file is not a directory', async () => {
    const file = join(await folder(), 'file');
    await writeFile(file, '');
    for (const path of [file, join(file, 'inside')])
      expect(() => claimDataDirectory(path)).toThrow(`--data ${path} is not a directory.`);
  });
});
