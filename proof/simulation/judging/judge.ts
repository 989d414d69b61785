import type { LogFields } from '../../../lib/app/log-codes.ts';
import type { Checkout } from '../../../lib/checkout/checkout.ts';
import type { CheckoutKey } from '../../../lib/checkout/checkout-event.ts';
import { HISTORY_LIMIT } from '../../../lib/checkout/merge.ts';
import { kindOf, type StoredFact } from '../../../lib/checkout/rows/checkout-row.ts';
import type { QueueMessage } from '../../../lib/webhook/queue-message.ts';
import { rowName } from '../../kit/row-name.ts';
import type { Fact, Webhook } from '../plan/planned-webhook.ts';
import type { SeenWrite } from '../simulated/simulated-table.ts';
import { type CheckName, usualHarm, type Violation } from './check-name.ts';
import { ClaimJudge } from './judge-claims.ts';
import { inconsistency } from './judge-row.ts';

/** What only a delivery tells of an event. */
export interface Arrived {
  readonly receivedAt: string;
  readonly deliveryId: string | undefined;
}

/** What was accepted for one checkout, each event once. */
export interface Accepted {
  readonly key: CheckoutKey;
  readonly facts: Map<string, Fact>;
  /** The first delivery of each event, by the event's id. */
  readonly arrived: Map<string, Arrived>;
}

/** Watches a world and records every promise that is broken. */
export class Judge {
  readonly violations: Violation[] = [];
  readonly accepted = new Map<string, Accepted>();
  /** The events of which a delivery was answered 200. */
  readonly acknowledged = new Set<Fact>();
  /** What was reported of each checkout for a person to look at: the code, and the reason. */
  readonly reported = new Map<string, Set<string>>();
  readonly claims = new ClaimJudge((check, what) => this.object(check, what));
  readonly #positions = new Map<string, string>();

  get isContent(): boolean {
    return this.violations.length === 0;
  }

  get state(): unknown {
    const accepted = [...this.accepted.values()].map(({ facts }) => [...facts.keys()].toSorted());
    const reported = [...this.reported].map(([name, reports]) => [name, [...reports].toSorted()]).toSorted();
    const acknowledged = [...this.acknowledged].map(({ eventId }) => eventId).toSorted();
    return [accepted, acknowledged, reported, this.claims.state];
  }

  object(check: CheckName, what: string, harm = usualHarm[check]): void {
    this.violations.push({ check, harm, what });
  }

  /** Records that a message reached the queue. @param body the body of this attempt */
  sawAccepted(webhook: Webhook, message: QueueMessage, couldVerify: boolean, body = webhook.body): void {
    const { nature, name } = webhook;
    if (nature.kind === 'forged') this.object('I4', `${name} is in the queue.`);
    if (!couldVerify) {
      this.object('I4', `${name} is in the queue, and there was no secret to verify it with.`);
    }
    if (!Buffer.from(message.body, 'base64').equals(body)) {
      this.object('I4', `${name} is in the queue with other bytes than were signed.`);
    }
    if (nature.kind !== 'checkout') return;
    const { fact } = nature;
    const accepted = this.accepted.get(rowName(fact)) ?? { key: fact, facts: new Map(), arrived: new Map() };
    accepted.facts.set(fact.eventId, fact);
    const { receivedAt, deliveryId } = message;
    const before = accepted.arrived.get(fact.eventId);
    if (!before || isEarlier(message, before)) accepted.arrived.set(fact.eventId, { receivedAt, deliveryId });
    this.accepted.set(rowName(fact), accepted);
  }

  /** Something was reported of a checkout. */
  sawReport(code: string, { provider, checkoutId, reason = '' }: LogFields): void {
    if (!code.startsWith('checkout_') || provider === undefined || checkoutId === undefined) return;
    const name = rowName({ provider, checkoutId });
    const reports = this.reported.get(name) ?? new Set();
    reports.add(`${code}: ${reason}`);
    this.reported.set(name, reports);
  }

  /** An operator's command finds these facts in a row, and shows them to the person who runs it. */
  sawByOperator(key: CheckoutKey, facts: readonly StoredFact[]): void {
    for (const { key: reason } of facts)
      this.sawReport(`checkout_${kindOf({ key: reason })}`, { ...key, reason });
  }

  /** A delivery is about to be answered 200. */
  sawAcknowledged(webhook: Webhook, isInQueue: boolean): void {
    if (!isInQueue) {
      this.object('I1', `${webhook.name} is answered 200, and the queue has not accepted it.`);
    }
    if (webhook.nature.kind === 'checkout') this.acknowledged.add(webhook.nature.fact);
  }

  /** Records a write. */
  sawWrite({ before, after }: SeenWrite): void {
    this.sawRow(after.checkout);
    this.claims.sawWrite(before, after);
  }

  /** Records that a row was written: readers find it like this from now on. */
  sawRow(row: Checkout): void {
    const name = rowName(row);
    const before = this.#positions.get(name);
    if (before !== undefined && row.position < before) {
      this.object('I3', `${row.checkoutId} went back to ${row.status}: ${before} became ${row.position}.`);
    }
    this.#positions.set(name, row.position);
    if (row.history.length > HISTORY_LIMIT) {
      this.object(
        'I2',
        `${row.checkoutId} has ${row.history.length} events in its history, which is over the limit.`,
      );
    }
    const accepted = this.accepted.get(name)?.facts;
    if (!row.history.every(({ eventId }) => accepted?.has(eventId))) {
      this.object('I2', `${row.checkoutId} has an event that was never accepted.`);
    }
    const wrong = inconsistency(row);
    if (wrong !== undefined) this.object('I2', wrong);
  }
}

function isEarlier(message: QueueMessage, other: Arrived): boolean {
  if (message.receivedAt !== other.receivedAt) return message.receivedAt < other.receivedAt;
  return (message.deliveryId ?? '') < (other.deliveryId ?? '');
}
