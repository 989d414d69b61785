import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const BYTES_PER_MEGABYTE = 1_048_576;
/** Large buffers are freed only some time after the collector has found that they are unused. */
const COLLECTIONS = 3;
const PAUSE_MS = 50;

export interface MemoryInUse {
  readonly heapMegabytes: number;
  readonly totalMegabytes: number;
}

/** Returns the memory that is still in use after garbage collection. */
export async function memoryInUse(): Promise<MemoryInUse> {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  for (let count = 0; count < COLLECTIONS; count += 1) {
    if (typeof collect === 'function') collect();
    await sleep(PAUSE_MS);
  }
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  return {
    heapMegabytes: (heapUsed + arrayBuffers) / BYTES_PER_MEGABYTE,
    totalMegabytes: rss / BYTES_PER_MEGABYTE,
  };
}
