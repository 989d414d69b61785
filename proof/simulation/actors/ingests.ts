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
const MS_PER_SECOND = 1_000;

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
  post(webhook: Webhook, attempt: number, answered: (isAcknowledged: boolean) => void): void {
    const { storm, diary } = this.#setting;
    this.deliveries += 1;
    const actor = new Actor(`ingest ${this.deliveries}`, () => this.#answer(actor, false));
    const delivery = this.#deliveryOf(webhook, attempt);
    this.#underWay.set(actor, answered);
    diary.write(() => `${webhook.name} is posted to ${actor.name}`);
    void this.#run({ actor, webhook, delivery, isCalm: !storm.rages });
  }

  /**
   * Every attempt is signed anew, with the time of sending and a new id of the delivery. Where the time is signed, the
   * clock of the receiver is wrong by the tolerance at most.
   */
  #deliveryOf(webhook: Webhook, attempt: number): Delivery {
    const { secrets, clock } = this.#setting;
    const { provider, retryBody } = webhook;
    const { name, deliveryIdHeader, signature } = provider;
    const body = attempt > 1 && retryBody ? retryBody(attempt) : webhook.body;
    const signing = { secret: secrets.signing(name), at: new Date(clock.now).toISOString() };
    const headers = { ...webhook.headers(signing, body) };
    if (deliveryIdHeader !== undefined) headers[deliveryIdHeader] = `${this.deliveries}`;
    const { time } = signature;
    const receivedAt = time ? clock.read(time.toleranceSeconds * MS_PER_SECOND) : clock.read();
    return {
      provider: name,
      body,
      headers,
      receivedAt: new Date(receivedAt).toISOString(),
      requestId: `request-${this.deliveries}`,
    };
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

  #portOf({ actor, webhook, delivery }: Attempt): DeliveryQueue {
    const { scheduler, queue, judge, secrets } = this.#setting;
    return {
      send: (message) =>
        scheduler.call(actor, { name: 'send', about: 'queue' }, () => {
          this.#inQueue.add(actor);
          judge.sawAccepted(webhook, message, secrets.areConfigured, delivery.body);
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
    if (isAuthentic && (outcome === 'unauthorized' || outcome === 'refused_for_now')) {
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
