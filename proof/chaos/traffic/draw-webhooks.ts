import { inqud } from '../../../lib/providers/inqud.ts';
import type { Provider } from '../../../lib/providers/provider.ts';
import { tweed } from '../../../lib/providers/tweed.ts';
import { bodyDigest } from '../../../lib/webhook/body-digest.ts';
import { LOCAL_SECRET } from '../../../service/local-defaults.ts';
import type { Dice } from '../../kit/dice.ts';
import type { Webhook, WebhookKind } from './chaos-webhook.ts';

const POISON_PERCENT = 1;
const FORGED_PERCENT = 1;
/** Of Tweed's webhooks, beside the repeats that every lost answer makes. */
const REPEAT_PERCENT = 15;
const BEGINNING = Date.parse('2026-03-01T10:00:00Z');
const MS_PER_MINUTE = 60_000;

/** A webhook with its place in the line; the places are drawn, and so the order is. */
interface Placed {
  readonly webhook: Webhook;
  readonly place: number;
}

/**
 * The webhooks of a run in the order in which they are first sent: the lives of checkouts, interleaved. Inqud's come
 * nearly in order, Tweed's in any and often twice. Forged ones and repeats come on top of the number asked for.
 *
 * @param count of different authentic webhooks, poison included
 */
export function drawWebhooks(dice: Dice, count: number, checkouts: number): readonly Webhook[] {
  const starts = Array.from({ length: checkouts }, () => dice.below(count));
  const placed: Placed[] = [];
  for (let number = 0; number < count; number += 1) {
    const checkout = number % checkouts;
    const age = Math.floor(number / checkouts);
    const start = (starts[checkout] ?? 0) + (age * count) / 50;
    placed.push(...drawOne(dice, { number, checkout, age }, start, count));
  }
  return placed.toSorted((left, right) => left.place - right.place).map(({ webhook }) => webhook);
}

interface Numbers {
  readonly number: number;
  readonly checkout: number;
  readonly age: number;
}

function* drawOne(dice: Dice, numbers: Numbers, start: number, count: number): Generator<Placed> {
  const provider = numbers.checkout % 2 === 0 ? inqud : tweed;
  const isPoison = dice.happens(POISON_PERCENT);
  const body = isPoison ? poisonBody(dice, numbers) : eventBody(dice, provider, numbers);
  const webhook = webhookOf(isPoison ? 'poison' : 'event', provider, body, LOCAL_SECRET);
  const disorder = provider === tweed ? count / 8 : count / 100;
  const place = start + dice.below(disorder);
  yield { webhook, place };
  if (provider === tweed && dice.happens(REPEAT_PERCENT))
    yield { webhook: { ...webhook, isRepeat: true }, place: place + dice.below(count / 4) };
  if (dice.happens(FORGED_PERCENT)) yield { webhook: forged(dice, provider, numbers), place };
}

/** The number makes each body another one: the providers' bodies have room for what nobody reads. */
function eventBody(dice: Dice, provider: Provider, { number, checkout, age }: Numbers): Buffer {
  const lifecycle = Object.values(provider.lifecycles)[0] ?? {};
  const sample = provider.sample({
    checkoutId: checkoutId(provider, checkout),
    status: dice.pick(Object.keys(lifecycle)),
    at: new Date(BEGINNING + age * MS_PER_MINUTE + dice.below(3)).toISOString(),
    ...(dice.happens(50) && { reference: `order-${checkout}` }),
  });
  return Buffer.from(JSON.stringify({ ...Object(sample), number }));
}

const checkoutId = (provider: Provider, checkout: number): string =>
  `${provider === inqud ? 'CCO-' : ''}chaos-${checkout}`;

const poisonBody = (dice: Dice, { number, checkout }: Numbers): Buffer =>
  Buffer.from(
    dice.pick([
      `{"id":"CCO-chaos-${checkout}","number":${number},"status":`,
      `{"number":${number}}`,
      `"${number}"`,
      `\u0000\u0001${number}`,
    ]),
  );

/** About a checkout of the run or about one that never was, and signed by someone who does not know the secret. */
function forged(dice: Dice, provider: Provider, { number, checkout }: Numbers): Webhook {
  const about = dice.pick([checkout, `forged-${number}`]);
  const status = provider === inqud ? 'SUCCESS' : 'DONE';
  const at = '2026-12-31T00:00:00Z';
  const sample = provider.sample({
    checkoutId: `${provider === inqud ? 'CCO-' : ''}chaos-${about}`,
    status,
    at,
  });
  const body = Buffer.from(JSON.stringify({ ...Object(sample), forged: number }));
  return webhookOf('forged', provider, body, 'guessed-secret');
}

const webhookOf = (kind: WebhookKind, provider: Provider, body: Buffer, secret: string): Webhook => ({
  kind,
  provider,
  body,
  digest: bodyDigest(body),
  signature: signed(provider, body, secret),
  isRepeat: false,
});

/** Headers of a provider may be left out in their type; here all of them are there. */
const signed = (provider: Provider, body: Buffer, secret: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(provider.sign(body, secret)).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
