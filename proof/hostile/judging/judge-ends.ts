import { bodyDigest } from '../../../lib/webhook/body-digest.ts';
import type { ProofFinding } from '../../kit/results/proof-finding.ts';
import type { NumberedRequest } from '../requests/hostile-request.ts';
import { possibleIds } from './possible-ids.ts';

/** Where the webhooks of a run ended. Those that are in no row are known by the digest of the body. */
export interface Ends {
  /** The ids of the events in rows, with the id of their checkout. */
  readonly events: ReadonlyMap<string, string>;
  /** The dead letters that have a reason. */
  readonly buried: ReadonlySet<string>;
  /** The webhooks that are not about a checkout. */
  readonly ignored: ReadonlySet<string>;
}

/** How many authentic webhooks ended where, and everything that was found wrong. */
export interface Outcome {
  readonly inRows: number;
  readonly deadLettered: number;
  readonly ignored: number;
  readonly findings: readonly ProofFinding[];
}

/**
 * Looks for every authentic webhook. One that is beyond doubt about a checkout must be in the row of that checkout.
 * Any other one must be in a row, a dead letter with a reason, or ignored.
 */
export function judgeEnds(authentic: readonly NumberedRequest[], { events, buried, ignored }: Ends): Outcome {
  const counts = { inRows: 0, deadLettered: 0, ignored: 0 };
  const findings: ProofFinding[] = [];
  for (const { number, request } of authentic) {
    const digest = bodyDigest(request.body);
    const checkouts = new Set<string>();
    for (const id of possibleIds(request)) {
      const checkoutId = events.get(id);
      if (checkoutId !== undefined) checkouts.add(checkoutId);
    }
    if (checkouts.size > 0) counts.inRows += 1;
    if (buried.has(digest)) counts.deadLettered += 1;
    if (ignored.has(digest)) counts.ignored += 1;
    const isKept =
      request.checkoutId === undefined
        ? checkouts.size > 0 || buried.has(digest) || ignored.has(digest)
        : checkouts.has(request.checkoutId);
    if (!isKept) findings.push({ kind: 'lost', number, what: request.name });
  }
  return { ...counts, findings };
}

/** Finds the ids of events, and the digests, that belong to no authentic webhook. */
export function forgedAmong(
  ids: Iterable<string>,
  authentic: readonly NumberedRequest[],
): readonly ProofFinding[] {
  const honest = new Set<string>();
  for (const { request } of authentic) for (const id of possibleIds(request)) honest.add(id);
  const findings: ProofFinding[] = [];
  for (const id of ids) {
    if (!honest.has(id)) findings.push({ kind: 'forged', what: id });
  }
  return findings;
}
