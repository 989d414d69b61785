import type { CheckoutReader, CheckoutStore, StoredCheckout } from '../../../lib/app/ports.ts';
import type { Checkout } from '../../../lib/checkout/checkout.ts';
import type { CheckoutKey } from '../../../lib/checkout/checkout-event.ts';
import { rowName } from '../../kit/row-name.ts';
import type { Actor } from '../actors/actor.ts';
import type { Scheduler } from '../world/scheduler.ts';

/** The table under test: its two conditional writes, and a way to read rows. */
export type Table = CheckoutStore & Pick<CheckoutReader, 'byId'>;

/** After this many refused writes of a checkout, an invocation may give it up. */
const MOST_OVERTAKEN = 10;

/** A table behind a network. Every write waits, may fail before or after its effect, and is shown to the judge. */
export class SimulatedTable {
  writes = 0;
  readonly #table: Table;
  /** As they were last written. */
  readonly #rows = new Map<string, { readonly row: StoredCheckout | undefined; readonly revision: number }>();
  readonly #scheduler: Scheduler;
  readonly #saw: (row: Checkout) => void;

  /** @param saw called with each row that was written, as a reader finds it then */
  constructor(table: Table, scheduler: Scheduler, saw: (row: Checkout) => void) {
    this.#table = table;
    this.#scheduler = scheduler;
    this.#saw = saw;
  }

  /** The table without the network. The judge does not see what is written to it. */
  get direct(): Table {
    return this.#table;
  }

  get state(): readonly string[] {
    return [...this.#rows].map(([name, row]) => JSON.stringify([name, row])).toSorted();
  }

  async read({ checkoutId, provider }: CheckoutKey): Promise<StoredCheckout | undefined> {
    for (const found of await this.#table.byId(checkoutId)) {
      if (found.kind === 'readable' && found.checkout.provider === provider) return found;
    }
    return undefined;
  }

  portOf(actor: Actor): CheckoutStore {
    const refusals = new Map<string, number>();
    const write = <Result extends { readonly written: boolean }>(
      name: string,
      key: CheckoutKey,
      effect: () => Promise<Result>,
    ) =>
      this.#scheduler.call(actor, { name, about: rowName(key) }, async () => {
        const result = await effect();
        if (!result.written) this.#refused(actor, refusals, rowName(key));
        else await this.#wrote(key);
        return result;
      });
    return {
      advance: (key, entries, signal) =>
        write('advance', key, () => this.#table.advance(key, entries, signal)),
      replace: (seen, next, signal) =>
        write('replace', next.checkout, () => this.#table.replace(seen, next, signal)),
    };
  }

  async #wrote(key: CheckoutKey): Promise<void> {
    this.writes += 1;
    const row = await this.read(key);
    const revision = (this.#rows.get(rowName(key))?.revision ?? 0) + 1;
    this.#rows.set(rowName(key), { row, revision });
    if (row) this.#saw(row.checkout);
  }

  #refused(actor: Actor, refusals: Map<string, number>, name: string): void {
    const count = (refusals.get(name) ?? 0) + 1;
    refusals.set(name, count);
    if (count >= MOST_OVERTAKEN) actor.hurt.add(name);
  }
}
