import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning } from '../../service/local-defaults.ts';

/** Holds the process id of the stack that uses the directory. */
const LOCK = 'stack.lock';

/** The directory cannot hold the data of a stack. */
export class DirectoryRefused extends Error {
  override readonly name = 'DirectoryRefused';
}

/**
 * Reserves a directory for this process, and creates it if there is none. Two stacks on the same database would each
 * apply the other's messages. The lock of a process that no longer runs is taken over.
 *
 * @returns a function that releases the directory
 * @throws DirectoryRefused if it is a file, may not be written, or is in use
 */
export function claimDataDirectory(directory: string): () => void {
  const lock = join(directory, LOCK);
  create(directory);
  const owner = ownerOf(lock);
  if (owner !== undefined && isRunning(owner)) throw inUse(directory, owner);
  if (owner !== undefined) rmSync(lock, { force: true });
  try {
    // Fails if another stack that starts at the same moment was faster.
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') throw inUse(directory, ownerOf(lock));
    throw new DirectoryRefused(`--data ${directory} cannot be written (${code}).`);
  }
  return () => rmSync(lock, { force: true });
}

function create(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (error) {
    const code = codeOf(error);
    const isFile = code === 'EEXIST' || code === 'ENOTDIR';
    const problem = isFile ? 'is not a directory' : `cannot be created (${code})`;
    throw new DirectoryRefused(`--data ${directory} ${problem}. Name a directory; it need not exist yet.`);
  }
}

/** Returns the process id in the lock; undefined if there is no lock, NaN if the lock is damaged. */
function ownerOf(lock: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(lock, 'utf8'), 10);
  } catch {
    return undefined;
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : error);

const inUse = (directory: string, owner: number | undefined): DirectoryRefused =>
  new DirectoryRefused(
    `Another local stack (process ${owner}) uses ${directory}. Stop it, or name another directory with --data.`,
  );
