import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const IN_MEMORY = '/dev/shm';

/** Where the emulators keep their files during a run, and which is gone after it. */
export class DataFolder implements Disposable {
  /**
   * In memory where that can be had: the queue's emulator syncs three times for each message. What is tested is the
   * death of processes, which the kernel's memory survives like any disk; a power cut is not.
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
