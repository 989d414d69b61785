import { Dice } from '../../kit/dice.ts';
import { expectedStatus } from '../judging/expected-status.ts';
import type { Finding } from '../judging/hostile-finding.ts';
import type { Numbered } from '../judging/judge-round.ts';
import { secretsOf } from '../known-secrets.ts';
import { drawRequest } from '../requests/draw-request.ts';
import { exchange } from './exchange.ts';
import { drawFraming, type Framed } from './framing.ts';

/** What the local stack is set to, as serverless.yml says. */
const MAX_BODY_BYTES = 256 * 1024;
/** From here on a request's head may be more than the gateway takes. */
const LARGE_HEAD = 9_000;
const FRAMING = 7;

/** A generated request that was sent, and what came of it. */
export interface Sent extends Numbered {
  readonly isAuthentic: boolean;
  readonly findings: readonly Finding[];
}

/** Draws the request of that number, sends it on a connection of its own, and judges the answer. */
export async function sendHostile(url: string, seed: number, number: number): Promise<Sent> {
  const request = drawRequest(seed, number);
  const framed = drawFraming(new Dice(seed + FRAMING, number), request);
  const expected = expectedStatus({ secretsOf, maxBodyBytes: MAX_BODY_BYTES }, request);
  const answer = await exchange(url, framed.pieces, !framed.isWhole);
  const isGood = allowed(framed, expected).includes(answer);
  const what = `${answer}, not ${expected}: ${framed.name}, ${request.name}`;
  const findings: readonly Finding[] = isGood ? [] : [{ kind: 'wrong_answer', number, what }];
  return { number, request, isAuthentic: answer === 200, findings };
}

/** A whole request has one right answer; one that is cut off or ambiguous is refused, or gets none. */
function allowed({ isWhole, pieces }: Framed, expected: number): readonly (number | string)[] {
  if (!isWhole) return [400, 404, 413, 431, 'closed'];
  const head = pieces[0]?.indexOf('\r\n\r\n') ?? 0;
  return head > LARGE_HEAD ? [expected, 431] : [expected];
}
