import { Mulberry32 } from './mulberry32.ts';

/**
 * Random values that a seed repeats. Everything that is drawn by number (a request, a part of the stack) has dice of
 * its own, made from the run's seed and that number. So any one of them can be drawn again without the others.
 */
export class Dice {
  readonly #random: Mulberry32;

  constructor(seed: number, number = 0) {
    this.#random = new Mulberry32(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));
  }

  /** Returns a whole number from 0 to below `count`. */
  below(count: number): number {
    return Math.floor(this.#random.next() * count);
  }

  /** Returns true with this probability, in percent. */
  happens(percent: number): boolean {
    return this.#random.next() * 100 < percent;
  }

  /** @throws RangeError when there is nothing to choose from */
  pick<T>(values: readonly T[]): T {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new RangeError('There is nothing to choose from.');
    return value;
  }

  /** Returns the values in a random order. */
  shuffled<T>(values: readonly T[]): readonly T[] {
    return values
      .map((value) => ({ value, key: this.#random.next() }))
      .toSorted((left, right) => left.key - right.key)
      .map(({ value }) => value);
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.below(256)));
  }
}
