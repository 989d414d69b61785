import type { Dice } from '../../kit/random/dice.ts';

/** Draws cards without putting them back until all were drawn: each card comes, in an order that the seed decides. */
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
    if (card === undefined) throw new RangeError('The deck has no cards.');
    this.#drawn += 1;
    return card;
  }

  /** The share of the cards, 0 to 1, that have been drawn at least once. */
  get firstRound(): number {
    return Math.min(1, this.#drawn / this.#cards.length);
  }
}
