import type { Setting } from '../world/setting.ts';
import type { Actor } from './actor.ts';
import type { Consumers } from './consumers.ts';
import type { MoveSource } from './move-source.ts';

/**
 * Visibility time-outs that end. For a message whose receiver is gone, because it died or named the message as
 * failed, that is the way back; for one whose receiver still works on it, it is a disturbance.
 */
export class Returns implements MoveSource {
  readonly #setting: Setting;
  readonly #consumers: Consumers;
  readonly #isEarly: boolean;

  /** @param isEarly whether the receivers still work */
  constructor(setting: Setting, consumers: Consumers, isEarly: boolean) {
    this.#setting = setting;
    this.#consumers = consumers;
    this.#isEarly = isEarly;
  }

  available(): number {
    return this.#isEarly && !this.#setting.storm.rages ? 0 : this.#holders().length;
  }

  /** What was received together comes back together: its time-out began at the same moment. */
  take(index: number): void {
    const holder = this.#holders()[index];
    if (!holder) return;
    if (this.#isEarly) this.#setting.storm.spend('disturbances');
    this.#setting.diary.write(
      () => `what ${holder.name} ${this.#isEarly ? 'still works on' : 'received'} comes back`,
    );
    this.#setting.queue.release(holder);
  }

  #holders(): readonly Actor[] {
    const { running } = this.#consumers;
    return this.#setting.queue.holders().filter((holder) => running.has(holder) === this.#isEarly);
  }
}
