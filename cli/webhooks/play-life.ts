import type { Provider } from '../../lib/providers/provider.ts';
import type { Life } from '../../lib/providers/sending/scenario.ts';
import { withoutUndefined } from '../../lib/values/without-undefined.ts';
import type { Target } from '../stage/target.ts';
import { OutcomeWatch, type SendOutcome } from './await-outcome.ts';
import type { Destination } from './find-destination.ts';
import { postWebhook, type WebhookAnswer } from './post-webhook.ts';
import { webhookToSend } from './webhook-to-send.ts';

const MS_PER_SECOND = 1_000;

/** Who plays a life, and where. */
export interface Stage {
  readonly target: Target;
  readonly provider: Provider;
  readonly destination: Destination;
  readonly checkoutId: string;
  /** The merchant's own reference. */
  readonly reference: string | undefined;
}

/** One delivery of a webhook. */
export interface PlayedDelivery {
  readonly status: string;
  readonly answer: WebhookAnswer;
  /** Undefined if the answer was not 200. */
  readonly outcome: SendOutcome | undefined;
}

/**
 * Delivers the webhooks of a life, each once the one before it was applied. Otherwise consume might merge several into
 * one write, and receivers would never see the states between.
 *
 * A webhook that is delivered twice has the same bytes and headers both times, as after a time-out.
 */
export async function* playLife(stage: Stage, { steps }: Life): AsyncGenerator<PlayedDelivery> {
  const { target, provider, destination, checkoutId, reference } = stage;
  // The last second is now, because a signature's time must not be before the event's.
  const begin = Date.now() - Math.max(...steps.map(({ second }) => second)) * MS_PER_SECOND;
  for (const { status, second, deliveries } of steps) {
    const at = new Date(begin + second * MS_PER_SECOND).toISOString();
    const sample = provider.sample(withoutUndefined({ checkoutId, status, at, reference }));
    const webhook = webhookToSend(provider, Buffer.from(JSON.stringify(sample)), destination);
    for (let delivery = 1; delivery <= deliveries; delivery += 1) {
      const watch = new OutcomeWatch(target, provider, webhook);
      await watch.begin();
      const answer = await postWebhook(webhook);
      const outcome = answer.status === 200 ? await watch.outcome() : undefined;
      yield { status, answer, outcome };
    }
  }
}
