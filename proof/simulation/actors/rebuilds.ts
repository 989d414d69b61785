import type { StoredCheckout } from '../../../lib/app/ports.ts';
import { rewriteCheckout } from '../../../lib/app/rows/rewrite-checkout.ts';
import type { CheckoutKey } from '../../../lib/checkout/checkout-event.ts';
import { rebuiltRow } from '../../../lib/checkout/rows/rebuild.ts';
import { attentionPolicy } from '../../../lib/providers/attention-policy.ts';
import { rowName } from '../../kit/row-name.ts';
import type { Receiver } from '../receiver.ts';
import type { Setting } from '../world/setting.ts';
import { Actor } from './actor.ts';
import type { MoveSource } from './move-source.ts';

/** `checkouts rebuild` beside the consumers: it reads a row, derives it anew, and writes it if nobody was faster. */
export class Rebuilds implements MoveSource {
  readonly #setting: Setting;
  readonly #findProvider: Receiver['findProvider'];
  readonly #count: number;
  #started = 0;

  /**
   * @param findProvider the providers of the version that rebuilds
   * @param count how many rows are rebuilt while the consumers run
   */
  constructor(setting: Setting, findProvider: Receiver['findProvider'], count: number) {
    this.#setting = setting;
    this.#findProvider = findProvider;
    this.#count = count;
  }

  /** The number of rebuilds that have begun. */
  get state(): number {
    return this.#started;
  }

  available(): number {
    return this.#started < this.#count ? this.#setting.judge.accepted.size : 0;
  }

  take(index: number): void {
    const accepted = [...this.#setting.judge.accepted.values()][index];
    if (!accepted) return;
    this.#started += 1;
    const actor = new Actor(`rebuild ${this.#started}`, () => undefined);
    this.#setting.diary.write(() => `${actor.name} of ${accepted.key.checkoutId} begins`);
    void this.#run(actor, accepted.key);
  }

  /** Rebuilds every row when all consumers have ended, as the last one to write. */
  async finish(): Promise<void> {
    const { judge, table } = this.#setting;
    const writing = { write: true, signal: new AbortController().signal };
    const ports = { reader: table.direct, store: table.direct };
    for (const { key } of judge.accepted.values())
      await rewriteCheckout(ports, key, (row) => rebuiltRow(row, this.#policy(key)), writing);
  }

  async #run(actor: Actor, key: CheckoutKey): Promise<void> {
    const { table, scheduler, judge } = this.#setting;
    const byId = (checkoutId: string) =>
      scheduler.call(actor, { name: 'read', about: rowName(key) }, () => table.direct.byId(checkoutId));
    const ports = { reader: { byId }, store: table.portOf(actor) };
    const writing = { write: true, signal: actor.signal };
    try {
      const next = (row: StoredCheckout) => {
        const rebuilt = rebuiltRow(row, this.#policy(key));
        judge.sawByOperator(key, rebuilt.openFacts);
        return rebuilt;
      };
      await rewriteCheckout(ports, key, next, writing);
    } catch {
      // A rebuild may be interrupted at any time. Whoever ran it runs it again.
    }
  }

  #policy(key: CheckoutKey) {
    return attentionPolicy(this.#findProvider, key);
  }
}
