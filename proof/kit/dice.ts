/**
 * Random numbers that a seed repeats (mulberry32). Each request has dice of its own, made of the run's seed and the
 * request's number, so that any one of them can be made again without the others.
 */
export class Dice {
  #state: number;

  constructor(seed: number, number = 0) {
    this.#state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b)) >>> 0;
  }

  /** A whole number from 0 and below `count`. */
  below(count: number): number {
    return Math.floor(this.#fraction() * count);
  }

  /** Whether something with so many chances in a hundred happens. */
  happens(chances: number): boolean {
    return this.#fraction() * 100 < chances;
  }

  /** @throws RangeError when there is nothing to choose from */
  pick<T>(values: readonly T[]): T {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new RangeError('There is nothing to choose from.');
    return value;
  }

  /** The values in another order. */
  shuffled<T>(values: readonly T[]): readonly T[] {
    return values
      .map((value) => ({ value, place: this.#fraction() }))
      .toSorted((left, right) => left.place - right.place)
      .map(({ value }) => value);
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.below(256)));
  }

  #fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
