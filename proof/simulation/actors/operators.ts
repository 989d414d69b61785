import type { StoredCheckout } from '../../../lib/app/ports.ts';
import { republishRow } from '../../../lib/app/publish/republish-row.ts';
import { rewriteCheckout } from '../../../lib/app/rows/rewrite-checkout.ts';
import type { CheckoutKey } from '../../../lib/checkout/checkout-event.ts';
import { waitingFacts } from '../../../lib/checkout/rows/checkout-row.ts';
import { resolvedRow } from '../../../lib/checkout/rows/resolve.ts';
import { attentionPolicy } from '../../../lib/providers/attention-policy.ts';
import { rowName } from '../../kit/row-name.ts';
import type { SimulatedTopic } from '../simulated/simulated-topic.ts';
import type { Setting } from '../world/setting.ts';
import { Actor } from './actor.ts';
import type { MoveSource } from './move-source.ts';
import { EVENT_SOURCE } from './publishers.ts';

/** The command that an operator runs for a row. */
export type OperatorCommand = (setting: Setting, actor: Actor, key: CheckoutKey) => Promise<void>;

/** Operators who run a command beside live traffic, each for one row. */
export class Operators implements MoveSource {
  readonly #setting: Setting;
  readonly #name: string;
  readonly #command: OperatorCommand;
  readonly #count: number;
  #started = 0;

  /** @param count how often the command is run */
  constructor(setting: Setting, name: string, command: OperatorCommand, count: number) {
    this.#setting = setting;
    this.#name = name;
    this.#command = command;
    this.#count = count;
  }

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
    const actor = new Actor(`${this.#name} ${this.#started}`, () => undefined);
    this.#setting.diary.write(() => `${actor.name} of ${accepted.key.checkoutId} begins`);
    void this.#run(actor, accepted.key);
  }

  async #run(actor: Actor, key: CheckoutKey): Promise<void> {
    try {
      await this.#command(this.#setting, actor, key);
    } catch {
      // The command says so, and the operator may run it again.
    }
  }
}

/** `checkouts republish`: publishes how a row is now. */
export const republishTo =
  (topic: SimulatedTopic): OperatorCommand =>
  async ({ receiver, scheduler, table }, actor, key) => {
    const call = { name: 'read', about: rowName(key) };
    const row = await scheduler.call(actor, call, () => table.read(key));
    const { findProvider } = receiver;
    const dependencies = { findProvider, outlet: topic.portOf(actor), source: EVENT_SOURCE };
    if (row) await republishRow(dependencies, row, actor.signal);
  };

/** Somebody writes an item to the table that is no row of this service. */
export const writeNoRow: OperatorCommand = async ({ stream }, actor, { provider }) =>
  stream.add({ checkoutId: actor.name, provider }, { before: undefined, after: 'unreadable' });

/** `checkouts resolve`: a person says that nothing in a row waits any more. */
export const resolve: OperatorCommand = async (setting, actor, key) => {
  const { receiver, scheduler, table, clock, judge } = setting;
  const call = { name: 'read', about: rowName(key) };
  const byId = (checkoutId: string) => scheduler.call(actor, call, () => table.direct.byId(checkoutId));
  const ports = { reader: { byId }, store: table.portOf(actor) };
  const by = { who: 'ann', when: new Date(clock.now).toISOString(), note: '' };
  const policy = attentionPolicy(receiver.findProvider, key);
  const writing = { write: true, signal: actor.signal };
  const next = (row: StoredCheckout) => {
    judge.sawByOperator(key, waitingFacts(row, policy));
    return resolvedRow(row, policy, by);
  };
  await rewriteCheckout(ports, key, next, writing);
};
