import { type Chooser, pick } from '../choosing/chooser.ts';
import { CANARY } from './authentic-headers.ts';
import { sha256 } from './sha256.ts';

const AT = '2026-01-01T00:00:00.000Z';

type Stray = (number: number) => string;

/** A queue message about a checkout that nobody knows, with a change that makes it unacceptable. */
function strayMessage(number: number, change: object): string {
  const body = JSON.stringify({ id: `CCO-stray-${number}`, status: 'SUCCESS', createdAt: AT, name: CANARY });
  return JSON.stringify({
    version: 1,
    provider: 'inqud',
    body: Buffer.from(body).toString('base64'),
    bodyDigest: sha256(body),
    receivedAt: AT,
    requestId: `stray-${number}`,
    headers: {},
    ...change,
  });
}

const strays: readonly [Stray, ...Stray[]] = [
  (number) => `${CANARY} is no JSON ${number}`,
  (number) => strayMessage(number, { bodyDigest: sha256('of another body') }),
  (number) => strayMessage(number, { version: 0 }),
];

/** Draws a message that did not come through ingest: sent by mistake, or by another version of ingest. */
export function drawStray(chooser: Chooser, number: number): string {
  const stray = pick(chooser, strays);
  return stray(number);
}
