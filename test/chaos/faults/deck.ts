import type { Dice } from '../../hostile/dice.ts';

/** Draws without putting back until all were drawn: every fault comes, in an order that the seed decides. */
export class Deck<T> {
  readonly #dice: Dice;
  readonly #cards: readonly T[];
  #left: T[] = [];
  /** How often the whole deck was gone through. */
  rounds = 0;

  constructor(dice: Dice, cards: readonly T[]) {
    this.#dice = dice;
    this.#cards = cards;
  }

  draw(): T {
    if (this.#left.length === 0) this.#left = [...this.#dice.shuffled(this.#cards)];
    const card = this.#left.pop();
    if (card === undefined) throw new RangeError('A deck without cards.');
    if (this.#left.length === 0) this.rounds += 1;
    return card;
  }
}
