import type { Setting } from '../world/setting.ts';
import type { Actor } from './actor.ts';
import type { Consumers } from './consumers.ts';
import type { MoveSource } from './move-source.ts';

/**
 * Visibility timeouts that end. A message comes back that way when its receiver died or reported it as failed. When
 * the receiver still works on the message, it comes back too early, which is a disturbance.
 */
export class Returns implements MoveSource {
  readonly #setting: Setting;
  readonly #consumers: Consumers;
  readonly #isEarly: boolean;

  /** @param isEarly whether this is about receivers that still work */
  constructor(setting: Setting, consumers: Consumers, isEarly: boolean) {
    this.#setting = setting;
    this.#consumers = consumers;
    this.#isEarly = isEarly;
  }

  available(): number {
    if (this.#isEarly && !this.#setting.storm.rages) return 0;
    return this.#holders().length;
  }

  /** Messages that were received together come back together, because their timeouts began at the same moment. */
  take(index: number): void {
    const holder = this.#holders()[index];
    if (!holder) return;
    if (this.#isEarly) this.#setting.storm.spend('disturbances');
    const verb = this.#isEarly ? 'still works on' : 'received';
    this.#setting.diary.write(() => `the messages that ${holder.name} ${verb} come back`);
    this.#setting.queue.release(holder);
  }

  #holders(): readonly Actor[] {
    const { running } = this.#consumers;
    return this.#setting.queue.holders().filter((holder) => running.has(holder) === this.#isEarly);
  }
}
