import type { CheckoutKey } from '../../../lib/checkout/checkout-event.ts';
import type { ExpectedPrice } from '../../../lib/checkout/claim.ts';
import { rowName } from '../../kit/row-name.ts';
import type { Move } from '../actors/moves.ts';
import { Operators, republishTo, resolve, writeNoRow } from '../actors/operators.ts';
import { Publishers } from '../actors/publishers.ts';
import { Returns } from '../actors/returns.ts';
import { judgeChanges, judgeShop } from '../judging/judge-changes.ts';
import { SimulatedShop } from '../merchant/simulated-shop.ts';
import { Workers } from '../merchant/workers.ts';
import type { MerchantPlan } from '../plan/merchant/merchant-plan.ts';
import type { Plan } from '../plan/plan.ts';
import { EventQueue } from '../simulated/event-queue.ts';
import { SimulatedTopic } from '../simulated/simulated-topic.ts';
import { Timeouts } from '../simulated/timeouts.ts';
import type { Setting } from './setting.ts';
import type { Tally } from './tally.ts';

const SOME_PRICE: ExpectedPrice = { amount: '100.25', currency: 'USD' };

/** Everything behind the table: the publisher, the topic, the merchant's shops, and the operators beside them. */
export class Downstream {
  readonly moves: readonly Move[];
  readonly #setting: Setting;
  readonly #topic: SimulatedTopic;
  readonly #publishers: Publishers;
  readonly #shops: readonly SimulatedShop[];
  readonly #operators: readonly Operators[];

  constructor(setting: Setting, plan: Plan, merchant: MerchantPlan) {
    this.#setting = setting;
    const priceOf = priceIn(plan);
    this.#shops = merchant.queues.map(
      (kind, number) => new SimulatedShop(setting, `${kind}_${number}`, new EventQueue(kind), priceOf),
    );
    this.#topic = new SimulatedTopic(
      setting,
      this.#shops.map(({ queue }) => queue),
    );
    this.#publishers = new Publishers(setting, this.#topic);
    this.#operators = [
      new Operators(setting, 'republish', republishTo(this.#topic), merchant.republishes),
      new Operators(setting, 'resolve', resolve, merchant.resolves),
      new Operators(setting, 'foreign item', writeNoRow, merchant.foreignItems),
    ];
    const { disturbances } = plan.roughness;
    this.moves = [
      { source: this.#publishers, weight: 10 },
      ...this.#shops.flatMap((shop) => this.#movesOf(shop, merchant.workers, disturbances)),
      ...this.#operators.map((source) => ({ source, weight: 4 })),
      { source: this.#topic, weight: disturbances },
      { source: new Timeouts(setting, this.#publishers.running), weight: disturbances },
    ];
  }

  /** An upper limit of the messages and changes that wait. */
  get outstanding(): number {
    let waiting = this.#setting.stream.size * (1 + this.#shops.length);
    for (const { queue } of this.#shops) waiting += queue.size;
    return waiting;
  }

  get state(): unknown {
    const { stream } = this.#setting;
    const operators = this.#operators.map(({ state }) => state);
    const shops = this.#shops.map(({ state }) => state);
    return [stream.state, this.#topic.state, this.#publishers.letters, shops, operators];
  }

  get tally(): Pick<Tally, 'transitions' | 'published' | 'republished' | 'claims' | 'parcels'> {
    const { published } = this.#topic;
    const ofChanges = published.filter(({ republished }) => !republished);
    let [claims, parcels] = [0, 0];
    for (const shop of this.#shops) {
      claims += this.#setting.judge.claims.claimedFor(shop.purpose);
      parcels += shop.shipped;
    }
    return {
      transitions: new Set(ofChanges.map(({ id }) => id)).size,
      published: published.length,
      republished: published.length - ofChanges.length,
      claims,
      parcels,
    };
  }

  async judgeEnd(): Promise<void> {
    const { judge } = this.#setting;
    if (this.outstanding > 0)
      judge.object('I6', `No move is left, and ${this.outstanding} changes or events wait.`);
    judgeChanges(this.#setting, this.#topic.published, this.#publishers.letters);
    for (const shop of this.#shops) await judgeShop(this.#setting, shop);
  }

  #movesOf(shop: SimulatedShop, count: number, disturbances: number): readonly Move[] {
    const workers = new Workers(this.#setting, shop, count);
    return [
      { source: workers, weight: 10 },
      { source: new Returns(this.#setting, shop.queue, workers.running, false), weight: 6 },
      { source: new Returns(this.#setting, shop.queue, workers.running, true), weight: disturbances },
    ];
  }
}

/** The price of an order is one that the provider sends at some time, if it sends any. */
function priceIn({ webhooks, arrived }: Plan): (key: CheckoutKey) => ExpectedPrice {
  const prices = new Map<string, ExpectedPrice>();
  for (const { nature } of [...arrived.map(({ webhook }) => webhook), ...webhooks]) {
    if (nature.kind !== 'checkout') continue;
    const { amount, currency } = nature.fact.details;
    if (amount !== undefined && currency !== undefined)
      prices.set(rowName(nature.fact), { amount, currency });
  }
  return (key) => prices.get(rowName(key)) ?? SOME_PRICE;
}
