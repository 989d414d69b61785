import { Dice } from '../../kit/random/dice.ts';
import type { ProofFinding } from '../../kit/results/proof-finding.ts';
import { expectedStatus } from '../judging/expected-status.ts';
import { secretsOf } from '../known-secrets.ts';
import { drawRequest } from '../requests/draw-request.ts';
import type { NumberedRequest } from '../requests/hostile-request.ts';
import { exchange } from './exchange.ts';
import { drawFraming, type Framed } from './framing.ts';

/** The local stack's setting, from serverless.yml. */
const MAX_BODY_BYTES = 256 * 1024;
/** A larger head may be more than the gateway accepts. */
const LARGE_HEAD = 9_000;
/** Makes the dice for the framing different from those for the request. */
const FRAMING = 7;

/** A generated request that was sent, and the judgment of its answer. */
export interface Sent extends NumberedRequest {
  readonly isAuthentic: boolean;
  readonly findings: readonly ProofFinding[];
}

/** Draws the request with that number, sends it on a new connection, and judges the answer. */
export async function sendHostile(url: string, seed: number, number: number): Promise<Sent> {
  const request = drawRequest(seed, number);
  const framed = drawFraming(new Dice(seed + FRAMING, number), request);
  const expected = expectedStatus({ secretsOf, maxBodyBytes: MAX_BODY_BYTES }, request);
  const answer = await exchange(url, framed.pieces, !framed.isWhole);
  const isAuthentic = answer === 200;
  if (allowedAnswers(framed, expected).includes(answer)) {
    return { number, request, isAuthentic, findings: [] };
  }
  const what = `${answer}, not ${expected}: ${framed.name}, ${request.name}`;
  return { number, request, isAuthentic, findings: [{ kind: 'wrong_answer', number, what }] };
}

/** A whole request has one right answer. One that is cut off or ambiguous is refused, or gets no answer. */
function allowedAnswers({ isWhole, pieces }: Framed, expected: number): readonly (number | string)[] {
  if (!isWhole) return [400, 404, 413, 431, 'closed'];
  const headBytes = pieces[0]?.indexOf('\r\n\r\n') ?? 0;
  return headBytes > LARGE_HEAD ? [expected, 431] : [expected];
}
