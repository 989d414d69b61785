import { sum } from '../kit/statistics.ts';
import { lives, type ProviderName, sampleCheckout, webhookBody } from '../kit/webhooks.ts';
import { type TakenWebhook, Traffic } from './traffic.ts';

export const PROVIDERS: readonly ProviderName[] = ['inqud', 'tweed'];

/** How many messages consume gets at a time under load: `batchSize` in serverless.yml. */
export const BATCH_SIZE = 10;

/** CloudWatch bills so much for each log event, beside its text. */
const LOG_EVENT_BYTES = 26;

/**
 * Puts checkouts that go well through the handlers: as many side by side as fill a batch, of the providers by turns,
 * so that a batch has webhooks of both.
 *
 * @param batch how many messages consume gets at a time
 */
export async function ordinaryTraffic(batch: number) {
  const traffic = new Traffic();
  const checkouts = Array.from({ length: BATCH_SIZE / PROVIDERS.length }, () =>
    PROVIDERS.map((provider) => sampleCheckout(provider)),
  ).flat();
  const webhooks: TakenWebhook[] = [];
  for (const second of lives.inqud.keys()) {
    for (const checkout of checkouts) {
      const status = lives[checkout.provider][second] ?? '';
      webhooks.push(await traffic.post(checkout, webhookBody(checkout, status, second)));
    }
    await traffic.consume(batch);
  }
  const { ingest, consume } = traffic.printed;
  const logBytes = { ingest: billed(ingest) / webhooks.length, consume: billed(consume) / webhooks.length };
  return { traffic, webhooks, logBytes };
}

const billed = (lines: readonly string[]): number =>
  sum(lines.map((line) => Buffer.byteLength(line.trimEnd()) + LOG_EVENT_BYTES));

/** What no month is without: a duplicate and a late event of each provider. */
export async function disturb(traffic: Traffic): Promise<void> {
  for (const provider of PROVIDERS) {
    const checkout = sampleCheckout(provider);
    const [early = '', later = ''] = lives[provider];
    const events = [[later, 1] as const, [later, 1] as const, [early, 0] as const];
    for (const [status, second] of events) {
      await traffic.post(checkout, webhookBody(checkout, status, second));
      await traffic.consume(1);
    }
  }
}
