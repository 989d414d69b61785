import { answers } from '../../../lib/app/answers.ts';
import type { DeliveryQueue } from '../../../lib/app/ports.ts';
import type { Received } from '../../../lib/app/receive-delivery.ts';
import type { Delivery } from '../../../lib/webhook/delivery.ts';
import { PUBLIC_URL } from '../../kit/signed-by.ts';
import { listeningReport, secretTextsOf } from '../judging/silence.ts';
import type { Webhook } from '../plan/planned-webhook.ts';
import type { Setting } from '../world/setting.ts';
import { Actor } from './actor.ts';
import type { MoveSource } from './move-source.ts';

const ACKNOWLEDGED = 200;
const MAX_BODY_BYTES = 262_144;

interface Attempt {
  readonly actor: Actor;
  readonly webhook: Webhook;
  readonly delivery: Delivery;
  /** Whether it began when nothing could go wrong any more. */
  readonly isCalm: boolean;
}

/**
 * The ingest function: one invocation for each delivery. As a move source it ends the senders' patience: a sender may
 * hang up during an attempt, and at the same time the function runs out of time.
 */
export class Ingests implements MoveSource {
  deliveries = 0;
  acknowledged = 0;
  readonly #setting: Setting;
  readonly #underWay = new Map<Actor, (isAcknowledged: boolean) => void>();
  readonly #inQueue = new Set<Actor>();

  constructor(setting: Setting) {
    this.#setting = setting;
  }

  available(): number {
    return this.#setting.storm.rages ? this.#underWay.size : 0;
  }

  take(index: number): void {
    const actor = [...this.#underWay.keys()][index];
    if (!actor) return;
    this.#setting.storm.spend('disturbances');
    this.#setting.diary.write(() => `${actor.name} runs out of time, and its sender hangs up`);
    actor.runOutOfTime();
    this.#answer(actor, false);
  }

  /** @param answered called once with the outcome; without an answer, the delivery is not acknowledged */
  post(webhook: Webhook, answered: (isAcknowledged: boolean) => void): void {
    const { secrets, storm, clock, diary } = this.#setting;
    this.deliveries += 1;
    const provider = webhook.provider.name;
    const actor = new Actor(`ingest ${this.deliveries}`, () => this.#answer(actor, false));
    const receivedAt = new Date(clock.read()).toISOString();
    const { deliveryIdHeader } = webhook.provider;
    const deliveryId = deliveryIdHeader === undefined ? {} : { [deliveryIdHeader]: `${this.deliveries}` };
    const delivery = {
      provider,
      body: webhook.body,
      headers: { ...webhook.headers(secrets.signing(provider), receivedAt), ...deliveryId },
      receivedAt,
      requestId: `request-${this.deliveries}`,
    };
    this.#underWay.set(actor, answered);
    diary.write(() => `${webhook.name} is posted to ${actor.name}`);
    void this.#run({ actor, webhook, delivery, isCalm: !storm.rages });
  }

  async #run(attempt: Attempt): Promise<void> {
    const { actor } = attempt;
    const isAcknowledged = this.#judge(attempt, await this.#receive(attempt));
    try {
      await this.#setting.scheduler.step(actor, 'answering');
      this.#answer(actor, isAcknowledged);
    } catch {
      this.#answer(actor, false);
    }
  }

  async #receive(attempt: Attempt): Promise<Received> {
    const { actor, delivery } = attempt;
    const { receiver, judge, secrets } = this.#setting;
    const dependencies = {
      findProvider: receiver.findProvider,
      secrets: secrets.portOf(actor),
      queue: this.#portOf(attempt),
      maxBodyBytes: MAX_BODY_BYTES,
      publicUrl: PUBLIC_URL,
    };
    const unspeakable = secretTextsOf(delivery, secrets.signing(delivery.provider));
    const invocation = { report: listeningReport(judge, unspeakable), outOfTime: actor.signal };
    try {
      return await receiver.receive(dependencies, delivery, invocation);
    } catch (error) {
      judge.object('I6', `Ingest throws: ${String(error)}`);
      return { outcome: 'unavailable' };
    }
  }

  #portOf({ actor, webhook }: Attempt): DeliveryQueue {
    const { scheduler, queue, judge, secrets } = this.#setting;
    return {
      send: (message) =>
        scheduler.call(actor, { name: 'send', about: 'queue' }, () => {
          this.#inQueue.add(actor);
          judge.sawAccepted(webhook, message, secrets.areConfigured);
          return queue.put(JSON.stringify(message), { name: webhook.name, webhook });
        }),
    };
  }

  /** Judges the answer before it is sent, because it must be right even if it is lost on the way. */
  #judge({ actor, webhook, isCalm }: Attempt, { outcome }: Received): boolean {
    const { judge } = this.#setting;
    const isAuthentic = webhook.nature.kind !== 'forged';
    const isAcknowledged = answers[outcome].status === ACKNOWLEDGED;
    if (isAcknowledged) judge.sawAcknowledged(webhook, this.#inQueue.has(actor));
    if (isAuthentic && outcome === 'unauthorized') {
      judge.object('authentic', `${webhook.name} is authentic, and is answered ${outcome}.`);
    }
    if (isAuthentic && isCalm && !isAcknowledged) {
      judge.object('I6', `${webhook.name} is answered ${outcome}, and nothing was wrong.`);
    }
    if (isAcknowledged) this.acknowledged += 1;
    return isAcknowledged;
  }

  #answer(actor: Actor, isAcknowledged: boolean): void {
    this.#underWay.get(actor)?.(isAcknowledged);
    this.#underWay.delete(actor);
  }
}
