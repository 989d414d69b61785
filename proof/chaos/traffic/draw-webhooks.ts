import type { Provider } from '../../../lib/providers/provider.ts';
import { providers } from '../../../lib/providers/registry.ts';
import { secretFor } from '../../../lib/providers/sending/secret-for.ts';
import { withoutUndefined } from '../../../lib/values/without-undefined.ts';
import { bodyDigest } from '../../../lib/webhook/body-digest.ts';
import { LOCAL_SECRET } from '../../../service/local-defaults.ts';
import type { Dice } from '../../kit/random/dice.ts';
import { signedBy } from '../../kit/signed-by.ts';
import type { Webhook, WebhookKind } from './chaos-webhook.ts';

const POISON_PERCENT = 1;
const FORGED_PERCENT = 1;
/** The share of the webhooks of unordered providers that are sent twice, apart from the retries that every lost answer causes. */
const REPEAT_PERCENT = 15;
const BEGINNING = Date.parse('2026-03-01T10:00:00Z');
const MS_PER_MINUTE = 60_000;

/** A webhook and a number that decides when it is sent: the webhooks are sorted by it. */
interface Scheduled {
  readonly webhook: Webhook;
  readonly turn: number;
}

/**
 * Draws the webhooks of a run, in the order in which they are first sent. The events of different checkouts are
 * mixed. Those of providers that send the time of an event come nearly in order, the others come in any order and often
 * twice.
 *
 * @param count the number of different authentic webhooks, poison included; forged ones and repeats are added
 */
export function drawWebhooks(dice: Dice, count: number, checkouts: number): readonly Webhook[] {
  const starts = Array.from({ length: checkouts }, () => dice.below(count));
  const scheduled: Scheduled[] = [];
  for (let number = 0; number < count; number += 1) {
    const checkout = number % checkouts;
    const age = Math.floor(number / checkouts);
    const start = (starts[checkout] ?? 0) + (age * count) / 50;
    scheduled.push(...drawOne(dice, { number, checkout, age }, start, count));
  }
  return scheduled.toSorted((left, right) => left.turn - right.turn).map(({ webhook }) => webhook);
}

interface Numbers {
  /** The number of the webhook in the run. */
  readonly number: number;
  readonly checkout: number;
  /** How many webhooks of the checkout came before. */
  readonly age: number;
}

function* drawOne(dice: Dice, numbers: Numbers, start: number, count: number): Generator<Scheduled> {
  const provider = providerOf(numbers.checkout);
  const isPoison = dice.happens(POISON_PERCENT);
  const body = isPoison ? poisonBody(dice, numbers) : eventBody(dice, provider, numbers);
  const webhook = signedWebhook(
    isPoison ? 'poison' : 'event',
    provider,
    body,
    secretFor(provider, LOCAL_SECRET),
  );
  const isUnordered = sendsNoTimes(provider);
  const disorder = isUnordered ? count / 8 : count / 100;
  const turn = start + dice.below(disorder);
  yield { webhook, turn };
  if (isUnordered && dice.happens(REPEAT_PERCENT)) {
    yield { webhook: { ...webhook, isRepeat: true }, turn: turn + dice.below(count / 4) };
  }
  if (dice.happens(FORGED_PERCENT)) yield { webhook: forgedWebhook(dice, provider, numbers), turn };
}

/** The number makes every body different. It is in a member that nobody reads. */
function eventBody(dice: Dice, provider: Provider, { number, checkout, age }: Numbers): Buffer {
  const status = dice.pick(firstLifecycle(provider)[1]);
  const at = new Date(BEGINNING + age * MS_PER_MINUTE + dice.below(3)).toISOString();
  const reference = dice.happens(50) ? `order-${checkout}` : undefined;
  const checkoutId = checkoutIdOf(provider, checkout);
  const sample = provider.sample(withoutUndefined({ checkoutId, status, at, reference }));
  return Buffer.from(JSON.stringify({ ...Object(sample), number }));
}

/** The checkouts are shared out among all providers. */
function providerOf(checkout: number): Provider {
  const provider = providers[checkout % providers.length];
  if (!provider) throw new RangeError('There is no provider.');
  return provider;
}

function sendsNoTimes(provider: Provider): boolean {
  const [prefix, [status = '']] = firstLifecycle(provider);
  const sample = provider.sample({ checkoutId: `${prefix}1`, status, at: new Date(BEGINNING).toISOString() });
  const parsed = provider.parse(Buffer.from(JSON.stringify(sample)), {});
  return parsed.kind === 'checkout' && (parsed.updatedAt === undefined || parsed.order !== undefined);
}

function firstLifecycle({
  name,
  lifecycles,
}: Provider): readonly [prefix: string, statuses: readonly string[]] {
  for (const [prefix, lifecycle] of Object.entries(lifecycles)) return [prefix, Object.keys(lifecycle)];
  throw new RangeError(`${name} has no lifecycle.`);
}

const checkoutIdOf = (provider: Provider, checkout: number | string): string =>
  `${firstLifecycle(provider)[0]}chaos-${checkout}`;

const poisonBody = (dice: Dice, { number, checkout }: Numbers): Buffer =>
  Buffer.from(
    dice.pick([
      `{"id":"CCO-chaos-${checkout}","number":${number},"status":`,
      `{"number":${number}}`,
      `"${number}"`,
      `\u0000\u0001${number}`,
    ]),
  );

/** A webhook about a checkout of the run, or about one that never existed, signed with a wrong secret. */
function forgedWebhook(dice: Dice, provider: Provider, { number, checkout }: Numbers): Webhook {
  const checkoutId = checkoutIdOf(provider, dice.pick([checkout, `forged-${number}`]));
  const status = dice.pick(firstLifecycle(provider)[1]);
  const sample = provider.sample({ checkoutId, status, at: '2026-12-31T00:00:00Z' });
  const body = Buffer.from(JSON.stringify({ ...Object(sample), forged: number }));
  return signedWebhook('forged', provider, body, secretFor(provider, 'guessed-secret'));
}

function signedWebhook(kind: WebhookKind, provider: Provider, body: Buffer, secret: string): Webhook {
  const sign = () => signedBy(provider, body, secret);
  return { kind, provider, body, digest: bodyDigest(body), sign, isRepeat: false };
}
