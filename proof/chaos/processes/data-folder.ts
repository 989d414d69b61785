import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const IN_MEMORY = '/dev/shm';

/** A temporary folder for the emulators' files. */
export class DataFolder implements Disposable {
  /**
   * The folder is in memory where possible, because the queue's emulator syncs three times for each message. The run
   * tests the death of processes, which files in memory survive. It does not test power cuts.
   */
  readonly path = mkdtempSync(join(isWritable(IN_MEMORY) ? IN_MEMORY : tmpdir(), 'chaos-'));

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true, maxRetries: 5 });
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
