import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const BYTES_A_MEGABYTE = 1_048_576;
/** Large buffers go only some time after the collector has found that nobody holds them. */
const COLLECTIONS = 3;
const PAUSE_MS = 50;

export interface MemoryInUse {
  readonly heapMegabytes: number;
  readonly totalMegabytes: number;
}

/** What is still in use after everything that can go has gone. */
export async function memoryInUse(): Promise<MemoryInUse> {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  for (let count = 0; count < COLLECTIONS; count += 1) {
    if (typeof collect === 'function') collect();
    await sleep(PAUSE_MS);
  }
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  return {
    heapMegabytes: (heapUsed + arrayBuffers) / BYTES_A_MEGABYTE,
    totalMegabytes: rss / BYTES_A_MEGABYTE,
  };
}
