import type { Dice } from '../../kit/dice.ts';

/** Draws without putting back until all were drawn: every fault comes, in an order that the seed decides. */
export class Deck<T> {
  readonly #dice: Dice;
  readonly #cards: readonly T[];
  #left: T[] = [];
  #drawn = 0;

  constructor(dice: Dice, cards: readonly T[]) {
    this.#dice = dice;
    this.#cards = cards;
  }

  draw(): T {
    if (this.#left.length === 0) this.#left = [...this.#dice.shuffled(this.#cards)];
    const card = this.#left.pop();
    if (card === undefined) throw new RangeError('A deck without cards.');
    this.#drawn += 1;
    return card;
  }

  /** How much of the first round was drawn: 0 to 1. */
  get firstRound(): number {
    return Math.min(1, this.#drawn / this.#cards.length);
  }
}
