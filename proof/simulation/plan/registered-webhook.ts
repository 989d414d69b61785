import type { Lifecycle } from '../../../lib/checkout/lifecycle.ts';
import type { ParsedCheckout, Provider } from '../../../lib/providers/provider.ts';
import { providers } from '../../../lib/providers/registry.ts';
import { withoutUndefined } from '../../../lib/values/without-undefined.ts';
import { type Chooser, pick } from '../choosing/chooser.ts';
import { authenticHeaders, CANARY } from './authentic-headers.ts';
import { BAD_BYTE_MARK, drawBytes } from './body-bytes.ts';
import type { Fact, Webhook } from './planned-webhook.ts';
import { sha256 } from './sha256.ts';
import { knownProviders } from './values/known-statuses.ts';
import { isoTime } from './values/provider-time.ts';

/** A kind of checkout whose webhooks are made of the sample of its provider. */
export interface RegisteredKind {
  readonly provider: Provider;
  /** How the ids of its checkouts begin. */
  readonly prefix: string;
  readonly statuses: readonly [string, ...string[]];
}

/** A status that no provider has. */
const ODD_STATUS = 'MOON_PHASE';
const NS_PER_MS = 1_000_000n;
const TRIES = 8;

/** The kinds of every registered provider that the model does not know by hand. */
export const registeredKinds: readonly RegisteredKind[] = providers
  .filter(({ name }) => !knownProviders.has(name))
  .flatMap((provider) =>
    Object.entries(provider.lifecycles).map(
      ([prefix, lifecycle]): RegisteredKind => ({
        provider,
        prefix,
        statuses: [ODD_STATUS, ...Object.keys(lifecycle)],
      }),
    ),
  );

/**
 * Draws a webhook of a provider that the model does not know by hand. What it states is what its parser reads from the
 * sample: fixtures and the vendors' packages prove the parsers. The simulation asks whether the row follows from what was
 * read, whatever happens on the way. The same event is written in several ways, because some providers change the body of
 * a webhook when they send it again.
 */
export function drawRegisteredWebhook(
  chooser: Chooser,
  { provider, prefix, statuses }: RegisteredKind,
  subject: { readonly checkout: number; readonly time: bigint },
): Webhook {
  const checkoutId = `${prefix}${provider.name}-${subject.checkout}`;
  const status = pick(chooser, statuses);
  const at = isoTime(subject.time);
  const sample = provider.sample({ checkoutId, status, at, reference: `order-${subject.checkout}` });
  const value = { ...Object(sample), name: `${CANARY} ${BAD_BYTE_MARK}` };
  const body = drawBytes(chooser, value);
  // A webhook that is written in another way is the same one only if the provider gives it an id.
  const id = sha256(Buffer.from(JSON.stringify(value)));
  const headers = { [provider.eventIdHeader ?? '']: id };
  const read = provider.parse(body, headers);
  const common = {
    name: `${checkoutId} ${status}`,
    provider,
    body,
    headers: (secret: string, at: string) => authenticHeaders(provider.name, body, secret, at, id),
    tries: TRIES,
    repeats: chooser.below(3),
  };
  if (read.kind === 'unreadable') return { ...common, nature: { kind: 'poison' } };
  if (read.kind === 'ignored') throw new TypeError(`${provider.name} ignores its own sample of ${status}.`);
  const eventId = read.eventId ?? (provider.eventIdHeader === undefined ? sha256(body) : id);
  const fact = factOf(read, provider.name, eventId, provider.lifecycles[prefix] ?? {});
  return { ...common, nature: { kind: 'checkout', fact } };
}

const factOf = (read: ParsedCheckout, provider: string, eventId: string, lifecycle: Lifecycle): Fact =>
  withoutUndefined({
    checkoutId: read.checkoutId,
    provider,
    eventId,
    status: read.status,
    state: read.state,
    rank: read.rank,
    details: read.details,
    ...timing(read.updatedAt, read.order),
    ordinaryNext: Object.hasOwn(lifecycle, read.status) ? lifecycle[read.status]?.mayBeFollowedBy : undefined,
  });

function timing(updatedAt: string | undefined, order: 'rank' | 'last' | undefined) {
  const time = updatedAt === undefined ? undefined : nanoseconds(updatedAt);
  if (order === 'last') return withoutUndefined({ isLast: true as const, shownTime: time });
  return order === 'rank' ? withoutUndefined({ shownTime: time }) : withoutUndefined({ time });
}

/** @param text a normalized time: UTC with nine digits */
function nanoseconds(text: string): bigint {
  const [seconds = '', fraction = ''] = text.replace('Z', '').split('.');
  return BigInt(Date.parse(`${seconds}Z`)) * NS_PER_MS + BigInt(fraction);
}
