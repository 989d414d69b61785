import { createHash } from 'node:crypto';
import { type Chooser, pick } from '../choosing/chooser.ts';
import { CANARY } from './authentic-headers.ts';

const AT = '2026-01-01T00:00:00.000Z';

type Stray = (number: number) => string;

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A message as ours, about a checkout that nobody knows. */
function envelope(number: number, change: object): string {
  const body = JSON.stringify({ id: `CCO-stray-${number}`, status: 'SUCCESS', createdAt: AT, name: CANARY });
  return JSON.stringify({
    version: 1,
    provider: 'inqud',
    body: Buffer.from(body).toString('base64'),
    bodyDigest: digestOf(body),
    receivedAt: AT,
    requestId: `stray-${number}`,
    headers: {},
    ...change,
  });
}

const strays: readonly [Stray, ...Stray[]] = [
  (number) => `${CANARY} is no JSON ${number}`,
  (number) => envelope(number, { bodyDigest: digestOf('of another body') }),
  (number) => envelope(number, { version: 2 }),
  (number) => envelope(number, { provider: 'nobody' }),
];

/** A message that never came through the ingest: by a mistaken hand, or by another version of it. */
export const drawStray = (chooser: Chooser, number: number): string => pick(chooser, strays)(number);
