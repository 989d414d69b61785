import type { Chooser } from './chooser.ts';

const TWO_TO_32 = 4_294_967_296;

/** Answers at random, the same ones for the same seed (mulberry32: 32 bits of state, and any seed is good). */
export class RandomChooser implements Chooser {
  readonly taken: number[] = [];
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  below(count: number): number {
    return this.#take(Math.floor(this.#fraction() * count));
  }

  weighted(weights: readonly number[]): number {
    let sum = 0;
    for (const weight of weights) sum += weight;
    let rest = this.#fraction() * sum;
    const index = weights.findIndex((weight) => {
      rest -= weight;
      return weight > 0 && rest < 0;
    });
    return this.#take(index === -1 ? weights.findLastIndex((weight) => weight > 0) : index);
  }

  #take(answer: number): number {
    this.taken.push(answer);
    return answer;
  }

  #fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / TWO_TO_32;
  }
}
