import { DatabaseSync } from 'node:sqlite';
import type { CheckoutEventV1 } from 'checkout-webhooks';

/** What a customer ordered, and the checkout that pays for it. */
export interface Order {
  readonly id: string;
  /** The payment provider's id of the checkout. */
  readonly checkoutId: string;
  /** Decimal text in the currency's major unit. */
  readonly amount: string;
  readonly currency: string;
}

/** An order whose payment has arrived, as far as the events say. */
export interface DueOrder extends Order {
  readonly provider: string;
  /** The sequence of the last event that was applied. */
  readonly sequence: string;
}

/** An order as the people of the shop see it. */
export interface OrderStatus extends Order {
  readonly state: string | null;
  readonly parcel: string | null;
  /** Why it was not shipped, the last time that it was due. */
  readonly held: string | null;
  /** Whether the provider took the payment back, or contradicted itself, after the parcel had left. */
  readonly contradicted: boolean;
}

const TABLES = `
  create table if not exists checkouts (
    source text primary key,
    checkoutId text not null,
    provider text not null,
    sequence text not null,
    state text not null,
    attention text not null
  ) strict;
  create index if not exists checkoutsById on checkouts (checkoutId);
  create table if not exists orders (
    id text primary key,
    checkoutId text not null unique,
    amount text not null,
    currency text not null,
    parcel text,
    held text,
    heldSequence text
  ) strict;
`;

/** The receiver's rule. It is one statement, so it is one transaction. */
const APPLY = `
  insert into checkouts (source, checkoutId, provider, sequence, state, attention)
  values ($source, $checkoutId, $provider, $sequence, $state, $attention)
  on conflict (source) do update
  set sequence = excluded.sequence, state = excluded.state, attention = excluded.attention
  where excluded.sequence > checkouts.sequence
`;

/** An order that is held is due again when a later event was applied. */
const DUE = `
  select orders.id, checkoutId, amount, currency, provider, sequence
  from orders join checkouts using (checkoutId)
  where parcel is null and state = 'succeeded' and attention = '[]'
    and (heldSequence is null or heldSequence < sequence) and orders.id > $after
  order by orders.id limit $limit
`;

const STATUS = `
  select id, checkoutId, amount, currency, state, parcel, held,
    parcel is not null and (state <> 'succeeded' or attention <> '[]') as contradicted
  from orders left join checkouts using (checkoutId)
`;

/** The shop's own database. Every method is one transaction, so a process may die at any moment. */
export class Orders implements Disposable {
  readonly #database: DatabaseSync;

  /** @param file is created if it does not exist */
  constructor(file: string) {
    this.#database = new DatabaseSync(file);
    this.#database.exec('pragma journal_mode = wal; pragma busy_timeout = 5000;');
    this.#database.exec(TABLES);
  }

  place({ id, checkoutId, amount, currency }: Order): void {
    const insert =
      'insert into orders (id, checkoutId, amount, currency) values (?, ?, ?, ?) on conflict do nothing';
    this.#database.prepare(insert).run(id, checkoutId, amount, currency);
  }

  /** Applies an event, unless it or a later one of its checkout was applied before. Returns whether it was applied. */
  apply({ source, sequence, data }: CheckoutEventV1): boolean {
    const { checkoutId, provider, state } = data;
    const attention = JSON.stringify(data.attention);
    const row = { source, checkoutId, provider, sequence, state, attention };
    return this.#database.prepare(APPLY).run(row).changes === 1;
  }

  /** Returns orders that are paid, as far as the events say, and not shipped. @param after the id before the first */
  due(limit: number, after = ''): readonly DueOrder[] {
    return rows<DueOrder>(this.#database.prepare(DUE).all({ limit, after }));
  }

  /** Keeps an order until an event comes that is later than the last one that was applied when it was due. */
  hold({ id, sequence }: DueOrder, reason: string): void {
    const update = 'update orders set held = ?, heldSequence = ? where id = ?';
    this.#database.prepare(update).run(reason, sequence, id);
  }

  shipped({ id }: Order, parcel: string): void {
    this.#database.prepare('update orders set parcel = ?, held = null where id = ?').run(parcel, id);
  }

  all(): readonly OrderStatus[] {
    const found = rows<OrderStatus>(this.#database.prepare(`${STATUS} order by id`).all());
    return found.map((status) => ({ ...status, contradicted: Boolean(status.contradicted) }));
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}

/** The columns of a statement are those of the type. */
const rows = <Row>(found: readonly unknown[]): readonly Row[] => found as readonly Row[];
