import { Mulberry32 } from '../../kit/random/mulberry32.ts';
import type { Chooser } from './chooser.ts';

/** Answers at random, and gives the same answers for the same seed. */
export class RandomChooser implements Chooser {
  readonly taken: number[] = [];
  readonly #random: Mulberry32;

  constructor(seed: number) {
    this.#random = new Mulberry32(seed);
  }

  below(count: number): number {
    return this.#take(Math.floor(this.#random.next() * count));
  }

  weighted(weights: readonly number[]): number {
    let sum = 0;
    for (const weight of weights) sum += weight;
    let rest = this.#random.next() * sum;
    for (const [index, weight] of weights.entries()) {
      rest -= weight;
      if (weight > 0 && rest < 0) return this.#take(index);
    }
    // Rounding can leave a rest of zero: then the last one with a weight is meant.
    return this.#take(weights.findLastIndex((weight) => weight > 0));
  }

  #take(answer: number): number {
    this.taken.push(answer);
    return answer;
  }
}
