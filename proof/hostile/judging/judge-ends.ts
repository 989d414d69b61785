import { bodyDigest } from '../../../lib/webhook/body-digest.ts';
import type { ProofFinding } from '../../kit/results/proof-finding.ts';
import type { NumberedRequest } from '../requests/hostile-request.ts';

/** Where the webhooks of a run ended, by the digest of the body. */
export interface Ends {
  /** The events in rows, with the id of their checkout. */
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
    if (events.has(digest)) counts.inRows += 1;
    if (buried.has(digest)) counts.deadLettered += 1;
    if (ignored.has(digest)) counts.ignored += 1;
    const isKept =
      request.checkoutId === undefined
        ? events.has(digest) || buried.has(digest) || ignored.has(digest)
        : events.get(digest) === request.checkoutId;
    if (!isKept) findings.push({ kind: 'lost', number, what: request.name });
  }
  return { ...counts, findings };
}

/** Finds the digests that belong to no authentic webhook. */
export function forgedAmong(
  digests: Iterable<string>,
  authentic: readonly NumberedRequest[],
): readonly ProofFinding[] {
  const honest = new Set(authentic.map(({ request }) => bodyDigest(request.body)));
  const findings: ProofFinding[] = [];
  for (const digest of digests) {
    if (!honest.has(digest)) findings.push({ kind: 'forged', what: digest });
  }
  return findings;
}
