import type { Provider } from '../../../lib/providers/provider.ts';
import { foldHeaders } from '../../../lib/webhook/headers.ts';
import type { SignatureScheme } from '../../../lib/webhook/signature-scheme.ts';
import { type Arrival, isSigned, keysIn } from '../../../proof/kit/signing/is-signed.ts';
import {
  digestOf,
  fieldOf,
  headersOf,
  readSent,
  type SentWebhook,
  signatureOf,
} from '../../../proof/kit/signing/sent-webhook.ts';
import { arrivalOf, type SignatureCase, type Subject } from './signature-case.ts';

/** Returns whether it accepts a delivery. */
export type Verifier = (subject: Subject, one: SignatureCase) => boolean;

const arrives = (provider: Provider, one: SignatureCase): Arrival => {
  const arrival = arrivalOf(one, provider);
  return { ...arrival, headers: foldHeaders(arrival.headers) };
};

/** Checks everything, by the data of the scheme. */
export const careful: Verifier = ({ provider }, one) =>
  isSigned(provider.signature, arrives(provider, one), one.secrets);

/** Checks everything, but under another scheme. */
const underScheme =
  (change: (scheme: SignatureScheme) => Partial<SignatureScheme>): Verifier =>
  ({ provider, ...rest }, one) =>
    careful(
      {
        ...rest,
        provider: { ...provider, signature: { ...provider.signature, ...change(provider.signature) } },
      },
      one,
    );

/** Checks everything, but in a webhook that it changes first. */
const afterChange =
  (change: (sent: SentWebhook, subject: Subject) => SentWebhook): Verifier =>
  (subject, one) => {
    const { signature, name } = subject.provider;
    const sent = readSent(signature, arrives(subject.provider, one));
    if (!sent) return false;
    const changed = change(sent, subject);
    const publicUrl = changed.url.replace(`/webhooks/${name}`, '');
    return careful(subject, {
      ...one,
      body: changed.body,
      headers: headersOf(signature, changed),
      publicUrl,
    });
  };

const withTolerance = (tolerance: (seconds: number) => number) =>
  underScheme(({ time }) =>
    time ? { time: { ...time, toleranceSeconds: tolerance(time.toleranceSeconds) } } : {},
  );

/** Accepts a digest for which the comparison holds, and checks nothing else. */
const comparing =
  (isSame: (claimed: string, right: string) => boolean, missing?: string): Verifier =>
  ({ provider: { signature }, provider }, one) => {
    const sent = readSent(signature, arrives(provider, one));
    const keys = one.secrets.flatMap((secret) => keysIn(signature, secret));
    if (!sent) return false;
    try {
      return sent.digests.some((claimed) =>
        keys.some((key) => isSame(claimed, digestOf(signature, sent, key, missing))),
      );
    } catch {
      return false;
    }
  };

const isSameText = (claimed: string, right: string): boolean => claimed.toLowerCase() === right.toLowerCase();

/** Takes a header from the webhook that the provider signed, as one who never looks at it in the delivery. */
const ignoringHeader = (name: string) =>
  afterChange((sent, { good }) => ({
    ...sent,
    headers: { ...sent.headers, [name]: good.headers[name] ?? '' },
  }));

/** A receiver's time check that compares with a number that may be NaN, which is never greater. */
const withoutNumber: Verifier = (subject, one) => {
  const { signature } = subject.provider;
  const sent = readSent(signature, arrives(subject.provider, one));
  const { of } = signature.time ?? {};
  if (!sent || !of) return false;
  const text = 'field' in of ? fieldOf(sent, of.field) : sent.headers[of.header];
  return careful(subject, one) || (Number.isNaN(Number(text)) && ignoringTime(subject, one));
};
const ignoringTime: Verifier = ({ provider, ...rest }, one) => {
  const { time: _ignored, ...signature } = provider.signature;
  return careful({ ...rest, provider: { ...provider, signature } }, one);
};

/** Reads the signature anywhere in the header. */
const searching: Verifier = ({ provider: { signature }, good }, { headers }) =>
  (headers[signature.header] ?? '').includes(signatureOf(signature, good));

/** A mistake, an invented provider whose scheme gives it a chance, and the group of cases that must show it. */
type Mistake = readonly [mistake: string, provider: string, group: string, verifier: Verifier];

export const mistakes: readonly Mistake[] = [
  ['accepts everything', 'plain-body', 'the digest and its header', () => true],
  ['refuses everything', 'plain-body', 'any bytes as the body', () => false],
  ['looks for the signature in the header', 'plain-body', 'any bytes as the body', searching],
  ['ignores the time', 'timed-list', 'the signed time', ignoringTime],
  ['ignores the time in a header', 'signed-headers', 'the signed time', ignoringTime],
  ['takes a time that is not a number', 'timed-list', 'the signed time', withoutNumber],
  [
    'excludes the edge of the tolerance',
    'timed-list',
    'the signed time',
    withTolerance((seconds) => seconds - 1),
  ],
  [
    'adds a second to the tolerance',
    'signed-headers',
    'the signed time',
    withTolerance((seconds) => seconds + 1),
  ],
  [
    'takes the tolerance for milliseconds',
    'timed-list',
    'the signed time',
    withTolerance((seconds) => seconds * 1_000),
  ],
  [
    'has the time signed by nobody',
    'timed-list',
    'each signed part',
    afterChange((sent, { good }) => ({ ...sent, fields: good.fields })),
  ],
  [
    'looks only at the first digest',
    'timed-list',
    'the list in the header',
    afterChange((sent) => ({ ...sent, digests: sent.digests.slice(0, 1) })),
  ],
  [
    'looks only at the last digest',
    'signed-headers',
    'the list in the header',
    afterChange((sent) => ({ ...sent, digests: sent.digests.slice(-1) })),
  ],
  [
    'takes the first of a repeated field',
    'two-forms-of-key',
    'each signed part',
    afterChange((sent) => ({ ...sent, fields: sent.fields.slice(0, 1) })),
  ],
  [
    'takes the last of a repeated field',
    'two-forms-of-key',
    'each signed part',
    afterChange((sent) => ({ ...sent, fields: sent.fields.slice(-1) })),
  ],
  [
    'takes any field for the digest',
    'timed-list',
    'the list in the header',
    afterChange((sent) => ({ ...sent, digests: [...sent.digests, ...sent.fields.map(([, text]) => text)] })),
  ],
  ['ignores the id in a header', 'signed-headers', 'each signed part', ignoringHeader('webhook-id')],
  ['ignores a header that is named', 'named-headers', 'each signed part', ignoringHeader('content-type')],
  [
    'names the headers itself',
    'named-headers',
    'the headers that it names',
    afterChange((sent, { good }) => ({
      ...sent,
      fields: sent.fields.map((field) =>
        field[0] === 'h' ? (['h', fieldOf(good, 'h') ?? ''] as const) : field,
      ),
    })),
  ],
  ['takes a missing part for an empty one', 'named-headers', 'each signed part', comparing(isSameText, '')],
  [
    'does not look at the address',
    'address-and-body',
    'each signed part',
    afterChange((sent, { good }) => ({ ...sent, url: good.url })),
  ],
  [
    'parses the body before it checks',
    'plain-body',
    'any bytes as the body',
    afterChange((sent) => ({ ...sent, body: Buffer.from(Buffer.from(sent.body).toString()) })),
  ],
  [
    'trims the body',
    'plain-body',
    'any bytes as the body',
    afterChange((sent) => ({
      ...sent,
      body: Buffer.from(Buffer.from(sent.body).toString('latin1').trim(), 'latin1'),
    })),
  ],
  [
    'knows only the newest secret',
    'plain-body',
    'the keys',
    (subject, one) => careful(subject, { ...one, secrets: one.secrets.slice(0, 1) }),
  ],
  ['knows only keys that are text', 'two-forms-of-key', 'the keys', underScheme(() => ({ key: ['text'] }))],
  ['knows only keys that are bytes', 'two-forms-of-key', 'the keys', underScheme(() => ({ key: ['whsec'] }))],
  [
    'takes any text for base64',
    'signed-headers',
    'the keys',
    underScheme(() => ({ key: ['text', 'whsec'] })),
  ],
  ['takes the bytes in a text', 'plain-body', 'the keys', underScheme(() => ({ key: ['text', 'whsec'] }))],
  [
    'compares the digits that are there',
    'plain-body',
    'the digest and its header',
    comparing((claimed, right) => right.startsWith(claimed)),
  ],
  [
    'compares the digits that it needs',
    'plain-body',
    'the digest and its header',
    comparing((claimed, right) => claimed.startsWith(right)),
  ],
  [
    'compares in one case only',
    'plain-body',
    'the digest and its header',
    comparing((claimed, right) => claimed === right),
  ],
  [
    'needs no padding',
    'address-and-body',
    'the digest and its header',
    comparing((claimed, right) => claimed === right.replace(/=+$/, '') || claimed === right),
  ],
];
