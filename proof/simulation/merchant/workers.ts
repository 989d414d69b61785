import { Actor } from '../actors/actor.ts';
import type { MoveSource } from '../actors/move-source.ts';
import type { EventMessage } from '../simulated/event-queue.ts';
import type { Setting } from '../world/setting.ts';
import type { SimulatedShop } from './simulated-shop.ts';

const deletion = { name: 'delete the event', about: 'delete' };

/** The workers of a shop. Each receives one message, runs the merchant's code, and deletes the message. */
export class Workers implements MoveSource {
  readonly running = new Set<Actor>();
  readonly #setting: Setting;
  readonly #shop: SimulatedShop;
  readonly #mostRuns: number;
  #started = 0;

  /** @param mostRuns how many of them work at the same time, at most */
  constructor(setting: Setting, shop: SimulatedShop, mostRuns: number) {
    this.#setting = setting;
    this.#shop = shop;
    this.#mostRuns = mostRuns;
  }

  available(): number {
    return this.running.size < this.#mostRuns ? this.#shop.queue.visible().length : 0;
  }

  take(index: number): void {
    const message = this.#shop.queue.visible()[index];
    if (!message) return;
    this.#started += 1;
    const actor = new Actor(`${this.#shop.purpose} worker ${this.#started}`, () =>
      this.running.delete(actor),
    );
    this.running.add(actor);
    message.holder = actor;
    const { type, sequence, subject } = message.event;
    this.#setting.diary.write(() => `${actor.name} receives ${type} ${sequence} of ${subject}`);
    void this.#run(actor, message);
  }

  async #run(actor: Actor, message: EventMessage): Promise<void> {
    const { receiver, scheduler } = this.#setting;
    try {
      await receiver.merchant(this.#shop.portOf(actor), message.event);
      await scheduler.call(actor, deletion, () => this.#delete(actor, message));
    } catch {
      // The message comes back when its visibility timeout ends.
    }
    this.running.delete(actor);
  }

  /**
   * An old receipt does not delete from a FIFO queue, and may delete from a standard one. A standard queue may also
   * deliver a message again that it was told to delete.
   */
  #delete(actor: Actor, message: EventMessage): void {
    const { chooser, storm } = this.#setting;
    const { queue } = this.#shop;
    const isStandard = queue.kind === 'standard';
    const isLatest = message.holder === actor;
    if (!isLatest && !(isStandard && chooser.below(2) === 0)) return;
    if (isStandard && storm.disturbs()) message.holder = undefined;
    else queue.delete(message);
  }
}
