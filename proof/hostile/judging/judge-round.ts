import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { type Checkout, checkoutOf } from '../../../lib/checkout/checkout.ts';
import { bodyDigest } from '../../../lib/webhook/body-digest.ts';
import type { HostileRequest } from '../requests/hostile-request.ts';
import type { ServiceInProcess } from '../service-in-process.ts';
import type { Finding } from './hostile-finding.ts';

/** A request with its number in the run. */
export interface Numbered {
  readonly number: number;
  readonly request: HostileRequest;
}

const Queued = z.object({ bodyDigest: z.string(), requestId: z.string() });
function queuedIn(text: string): { readonly digest: string; readonly requestId: string } {
  const { bodyDigest: digest, requestId } = z.parse(Queued, JSON.parse(text));
  return { digest, requestId };
}

/** What became of the authentic webhooks of a round. */
export interface Outcome {
  readonly inRows: number;
  readonly deadLettered: number;
  readonly ignored: number;
  readonly findings: readonly Finding[];
}

/**
 * Looks for every authentic webhook in the rows, among the dead letters and among those that are no business of
 * ours, and for anything there that was not authentic.
 */
export async function judgeRound(
  service: ServiceInProcess,
  authentic: readonly Numbered[],
): Promise<Outcome> {
  const rows = await service.store.rows();
  const events = new Map(
    rows.flatMap((row) => row.history.map(({ eventId }) => [eventId, row.checkoutId] as const)),
  );
  const letters = new Set(
    service.deadLetters.letters.filter(({ reason }) => reason).map(({ text }) => queuedIn(text).digest),
  );
  const queued = service.queue.messages.map(({ text }) => queuedIn(text));
  const ignored = new Set(
    queued.filter(({ requestId }) => service.ignored.has(requestId)).map(({ digest }) => digest),
  );
  const sent = authentic.map((one) => ({ ...one, digest: bodyDigest(one.request.body) }));
  const honest = new Set(sent.map(({ digest }) => digest));
  const count = (places: { has(digest: string): boolean }) =>
    sent.filter(({ digest }) => places.has(digest)).length;
  const lost = sent.filter(({ digest, request: { checkoutId } }) =>
    checkoutId === undefined
      ? !events.has(digest) && !letters.has(digest) && !ignored.has(digest)
      : events.get(digest) !== checkoutId,
  );
  return {
    inRows: count(events),
    deadLettered: count(letters),
    ignored: count(ignored),
    findings: [
      ...lost.map(({ number, request }): Finding => ({ kind: 'lost', number, what: request.name })),
      ...queued.flatMap(({ digest }): Finding[] =>
        honest.has(digest) ? [] : [{ kind: 'forged', what: digest }],
      ),
      ...forgedByNumber(queued.length - sent.length),
      ...rows.flatMap(faultsOf),
      ...service.store.regressed.map((what): Finding => ({ kind: 'regressed', what })),
      ...service.failed.map((what): Finding => ({ kind: 'failed', what })),
    ],
  };
}

const forgedByNumber = (surplus: number): readonly Finding[] =>
  surplus > 0 ? [{ kind: 'forged', what: `${surplus} messages more than authentic requests` }] : [];

/** A row that holds an event twice, or that is not what its history says. */
function faultsOf(row: Checkout): readonly Finding[] {
  const ids = row.history.map(({ eventId }) => eventId);
  const derived = checkoutOf(row, row.history);
  return [
    ...(new Set(ids).size < ids.length ? [{ kind: 'duplicated', what: row.checkoutId } as const] : []),
    ...(isDeepStrictEqual(row, derived) ? [] : [{ kind: 'regressed', what: row.checkoutId } as const]),
  ];
}
