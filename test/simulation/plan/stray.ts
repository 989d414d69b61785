import { type Chooser, pick } from '../choosing/chooser.ts';
import { CANARY } from './authentic-headers.ts';

type Stray = (number: number) => string;

const envelope = (number: number, change: object): string =>
  JSON.stringify({
    version: 1,
    provider: 'inqud',
    body: Buffer.from(`${CANARY} ${number}`).toString('base64'),
    bodyDigest: 'not this one',
    receivedAt: '2026-01-01T00:00:00.000Z',
    requestId: `stray-${number}`,
    headers: {},
    ...change,
  });

const strays: readonly [Stray, ...Stray[]] = [
  (number) => `no JSON ${number} ${CANARY}`,
  (number) => envelope(number, {}),
  (number) => envelope(number, { version: 2 }),
  (number) => envelope(number, { body: '', bodyDigest: EMPTY_DIGEST, provider: 'nobody' }),
];

const EMPTY_DIGEST = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** A message that never came through the ingest: by a mistaken hand, or by another version of it. */
export const drawStray = (chooser: Chooser, number: number): string => pick(chooser, strays)(number);
