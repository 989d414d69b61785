import type { CheckoutReader, CheckoutStore, ClaimStore, StoredCheckout } from '../../../lib/app/ports.ts';
import type { CheckoutKey } from '../../../lib/checkout/checkout-event.ts';
import { rowName } from '../../kit/row-name.ts';
import type { Actor } from '../actors/actor.ts';
import type { Scheduler } from '../world/scheduler.ts';

/** The table under test: its conditional writes, and a way to read rows. */
export type Table = CheckoutStore & ClaimStore & Pick<CheckoutReader, 'byId'>;

/** A write of a row: undefined before it when the write began the row. */
export interface SeenWrite {
  readonly key: CheckoutKey;
  readonly before: StoredCheckout | undefined;
  readonly after: StoredCheckout;
}

/** After this many refused writes of a checkout, an invocation may give it up. */
const MOST_OVERTAKEN = 10;

/** A table behind a network. Every write waits, may fail before or after its effect, and is shown to the judge. */
export class SimulatedTable {
  writes = 0;
  readonly #table: Table;
  /** As they were last written. */
  readonly #rows = new Map<string, { readonly row: StoredCheckout | undefined; readonly revision: number }>();
  readonly #scheduler: Scheduler;
  readonly #saw: (write: SeenWrite) => void;

  /** @param saw called after each write, with the row as a reader finds it then */
  constructor(table: Table, scheduler: Scheduler, saw: (write: SeenWrite) => void) {
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

  /** The table without the network. Its writes are shown to the judge, and are in the stream. */
  get watched(): CheckoutStore {
    const seen = async <Result extends { readonly written: boolean }>(key: CheckoutKey, result: Result) => {
      if (result.written) await this.#wrote(key);
      return result;
    };
    return {
      advance: async (key, entries, signal) => seen(key, await this.#table.advance(key, entries, signal)),
      replace: async (row, next, signal) => seen(next.checkout, await this.#table.replace(row, next, signal)),
    };
  }

  portOf(actor: Actor): CheckoutStore {
    const refusals = new Map<string, number>();
    const { watched } = this;
    const write = <Result extends { readonly written: boolean }>(
      name: string,
      key: CheckoutKey,
      effect: () => Promise<Result>,
    ) =>
      this.#scheduler.call(actor, { name, about: rowName(key) }, async () => {
        const result = await effect();
        if (!result.written) this.#refused(actor, refusals, rowName(key));
        return result;
      });
    return {
      advance: (key, entries, signal) => write('advance', key, () => watched.advance(key, entries, signal)),
      replace: (seen, next, signal) =>
        write('replace', next.checkout, () => watched.replace(seen, next, signal)),
    };
  }

  /** @param claimed called with the row that a claim found, when it was added */
  claimPortOf(
    actor: Actor,
    claimed: (row: StoredCheckout) => void,
  ): { readonly reader: Pick<CheckoutReader, 'byId'>; readonly claims: ClaimStore } {
    const byId = (checkoutId: string) =>
      this.#scheduler.call(actor, { name: 'read', about: checkoutId }, () => this.#table.byId(checkoutId));
    return {
      reader: { byId },
      claims: {
        claim: (key, revision, purpose, claim) =>
          this.#scheduler.call(actor, { name: 'claim', about: rowName(key) }, async () => {
            const row = await this.read(key);
            const isClaimed = await this.#table.claim(key, revision, purpose, claim);
            if (isClaimed && row) claimed(row);
            if (isClaimed) await this.#wrote(key);
            return isClaimed;
          }),
      },
    };
  }

  async #wrote(key: CheckoutKey): Promise<void> {
    this.writes += 1;
    const after = await this.read(key);
    const last = this.#rows.get(rowName(key));
    this.#rows.set(rowName(key), { row: after, revision: (last?.revision ?? 0) + 1 });
    if (after) this.#saw({ key, before: last?.row, after });
  }

  #refused(actor: Actor, refusals: Map<string, number>, name: string): void {
    const count = (refusals.get(name) ?? 0) + 1;
    refusals.set(name, count);
    if (count >= MOST_OVERTAKEN) actor.hurt.add(name);
  }
}
