import { setTimeout as sleep } from 'node:timers/promises';
import { Deck } from '../chaos/faults/deck.ts';
import { Dice } from '../kit/random/dice.ts';
import type { ShopPart, ShopStack } from './shop-stack.ts';

const LONGEST_OUTAGE_MS = 800;
const SHORTEST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 2_500;
/** The shop is killed more often than the others. */
const VICTIMS: readonly ShopPart[] = ['shop', 'shop', 'shop', 'publisher', 'notifier', 'consumer'];

/** Kills one process after the other with `kill -9` and starts it again. Counts the kills of each. */
export class ShopKills {
  readonly counts = new Map<ShopPart, number>();
  readonly #stack: ShopStack;
  readonly #dice: Dice;
  readonly #deck: Deck<ShopPart>;

  constructor(stack: ShopStack, seed: number) {
    this.#stack = stack;
    this.#dice = new Dice(seed, 2);
    this.#deck = new Deck(new Dice(seed, 3), VICTIMS);
  }

  /** Kills until the signal aborts and each was killed once. Then everything runs. */
  async until(over: AbortSignal, signal: AbortSignal): Promise<void> {
    for (let tookMs = 0; this.#deck.firstRound < 1 || !over.aborted; ) {
      // A slow machine takes long to start a process again. Without a longer pause, nothing would get through there.
      await sleep(2 * tookMs + SHORTEST_PAUSE_MS + this.#dice.below(LONGEST_PAUSE_MS), undefined, { signal });
      const begun = performance.now();
      await this.#kill(this.#deck.draw());
      tookMs = performance.now() - begun;
    }
  }

  async #kill(victim: ShopPart): Promise<void> {
    const part = this.#stack.parts[victim];
    await part.kill();
    await sleep(this.#dice.below(LONGEST_OUTAGE_MS));
    await part.start();
    this.counts.set(victim, (this.counts.get(victim) ?? 0) + 1);
  }
}
