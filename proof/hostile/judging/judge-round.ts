import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { type Checkout, checkoutOf } from '../../../lib/checkout/checkout.ts';
import { hasRepeatedEvents } from '../../kit/repeated-events.ts';
import type { ProofFinding } from '../../kit/results/proof-finding.ts';
import type { NumberedRequest } from '../requests/hostile-request.ts';
import type { ServiceInProcess } from '../service-in-process.ts';
import { forgedAmong, judgeEnds, type Outcome } from './judge-ends.ts';

const Queued = z.object({ bodyDigest: z.string(), requestId: z.string() });
type Queued = z.infer<typeof Queued>;

const queuedIn = (text: string): Queued => z.parse(Queued, JSON.parse(text));

/**
 * Looks for every authentic webhook in the rows, among the dead letters and among the ignored ones, and for anything
 * in the queue and the rows that was not authentic.
 */
export async function judgeRound(
  service: ServiceInProcess,
  authentic: readonly NumberedRequest[],
): Promise<Outcome> {
  const rows = await service.store.rows();
  const queued = service.queue.messages.map(({ text }) => queuedIn(text));
  const { findings, ...counts } = judgeEnds(authentic, {
    events: eventsIn(rows),
    buried: buriedIn(service),
    ignored: ignoredAmong(service, queued),
  });
  const all: ProofFinding[] = [...findings];
  all.push(
    ...forgedAmong(
      queued.map(({ bodyDigest }) => bodyDigest),
      authentic,
    ),
  );
  const surplus = queued.length - authentic.length;
  if (surplus > 0) {
    all.push({ kind: 'forged', what: `${surplus} more messages than authentic requests` });
  }
  for (const row of rows) all.push(...faultsOf(row));
  for (const what of service.store.regressed) all.push({ kind: 'regressed', what });
  for (const what of service.failed) all.push({ kind: 'failed', what });
  return { ...counts, findings: all };
}

function eventsIn(rows: readonly Checkout[]): ReadonlyMap<string, string> {
  const events = new Map<string, string>();
  for (const { checkoutId, history } of rows) {
    for (const { eventId } of history) events.set(eventId, checkoutId);
  }
  return events;
}

function buriedIn({ deadLetters }: ServiceInProcess): ReadonlySet<string> {
  const buried = new Set<string>();
  for (const { text, reason } of deadLetters.letters) {
    if (reason !== '') buried.add(queuedIn(text).bodyDigest);
  }
  return buried;
}

function ignoredAmong(service: ServiceInProcess, queued: readonly Queued[]): ReadonlySet<string> {
  const ignored = new Set<string>();
  for (const { bodyDigest, requestId } of queued) {
    if (service.ignored.has(requestId)) ignored.add(bodyDigest);
  }
  return ignored;
}

/** Finds an event that a row holds twice, and a row that does not follow from its own history. */
function faultsOf(row: Checkout): readonly ProofFinding[] {
  const findings: ProofFinding[] = [];
  if (hasRepeatedEvents(row.history)) findings.push({ kind: 'duplicated', what: row.checkoutId });
  if (!isDeepStrictEqual(row, checkoutOf(row, row.history))) {
    findings.push({ kind: 'regressed', what: row.checkoutId });
  }
  return findings;
}
