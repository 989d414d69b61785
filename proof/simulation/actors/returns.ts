import type { Setting } from '../world/setting.ts';
import type { Actor } from './actor.ts';
import type { MoveSource } from './move-source.ts';

/** A queue that keeps received messages invisible. */
interface HoldingQueue {
  holders(): readonly Actor[];
  release(holder: Actor): void;
}

/**
 * Visibility timeouts that end. A message comes back that way when its receiver died or reported it as failed. When
 * the receiver still works on the message, it comes back too early, which is a disturbance.
 */
export class Returns implements MoveSource {
  readonly #setting: Setting;
  readonly #queue: HoldingQueue;
  readonly #running: ReadonlySet<Actor>;
  readonly #isEarly: boolean;

  /**
   * @param running the receivers of this queue that still work
   * @param isEarly whether this is about those
   */
  constructor(setting: Setting, queue: HoldingQueue, running: ReadonlySet<Actor>, isEarly: boolean) {
    this.#setting = setting;
    this.#queue = queue;
    this.#running = running;
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
    this.#queue.release(holder);
  }

  #holders(): readonly Actor[] {
    return this.#queue.holders().filter((holder) => this.#running.has(holder) === this.#isEarly);
  }
}
