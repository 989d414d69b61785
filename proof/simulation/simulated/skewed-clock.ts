import type { Chooser } from '../choosing/chooser.ts';

const BASE_MS = Date.parse('2026-01-01T00:00:47Z');
const STEP_MS = 37;
const MS_PER_HOUR = 3_600_000;

/** A clock that advances with the steps of a world. Two machines may disagree about the time. */
export class SkewedClock {
  readonly #chooser: Chooser;
  readonly #isSkewed: boolean;
  #steps = 0;

  /** @param isSkewed when false, time stands still, so that states do not differ by it */
  constructor(chooser: Chooser, isSkewed: boolean) {
    this.#chooser = chooser;
    this.#isSkewed = isSkewed;
  }

  tick(): void {
    this.#steps += 1;
  }

  /** The right time, in milliseconds since the epoch. */
  get now(): number {
    return this.#isSkewed ? BASE_MS + this.#steps * STEP_MS : BASE_MS;
  }

  /** Returns milliseconds since the epoch, on a machine that may be fast or slow, by default by an hour. */
  read(mostSkewMs = MS_PER_HOUR): number {
    if (!this.#isSkewed) return this.now;
    const skew = [0, 1, -1][this.#chooser.weighted([80, 10, 10])] ?? 0;
    return this.now + skew * mostSkewMs;
  }
}
