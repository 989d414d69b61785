import type { Chooser } from './chooser.ts';

/** Repeats kept answers, then gives only calm ones. An answer that no longer fits becomes a calm one too. */
export class ReplayChooser implements Chooser {
  readonly taken: number[] = [];
  readonly #answers: readonly number[];

  constructor(answers: readonly number[]) {
    this.#answers = answers;
  }

  below(count: number): number {
    const answer = this.#next();
    return this.#take(answer < count ? answer : 0);
  }

  weighted(weights: readonly number[]): number {
    const answer = this.#next();
    const fits = (weights[answer] ?? 0) > 0;
    return this.#take(fits ? answer : weights.findIndex((weight) => weight > 0));
  }

  #next(): number {
    return this.#answers[this.taken.length] ?? 0;
  }

  #take(answer: number): number {
    this.taken.push(answer);
    return answer;
  }
}
