import type { Provider } from '../../../lib/providers/provider.ts';
import { providers } from '../../../lib/providers/registry.ts';
import { secretFor } from '../../../lib/providers/sending/secret-for.ts';
import type { Headers } from '../../../lib/webhook/headers.ts';
import type { Dice } from '../../kit/random/dice.ts';
import { PUBLIC_URL, signedBy } from '../../kit/signed-by.ts';
import { digestOf, readSent, type SentWebhook, signatureOf } from '../../kit/signing/sent-webhook.ts';
import { secretsOf } from '../known-secrets.ts';
import type { HeaderLine } from './hostile-request.ts';

/** Everything that a sender, honest or not, can use for a signature. */
interface Signing {
  readonly provider: Provider;
  readonly body: Buffer;
  readonly dice: Dice;
  /** The signature header's name. */
  readonly header: string;
  /** The valid value of that header. */
  readonly good: string;
  /** The webhook with that signature. */
  readonly sent: SentWebhook;
  readonly digest: string;
}

type Kind = readonly [name: string, lines: (signing: Signing) => readonly HeaderLine[]];

const mixedCase = (name: string): string => name.replace(/\b\w/g, (letter) => letter.toUpperCase());

const signed = (provider: Provider, body: Uint8Array, secret: string, at?: string): readonly HeaderLine[] =>
  Object.entries(signedBy(provider, body, secret, at));

/** Signs as if it were another time, in hours from now. */
function signedAt({ provider, body }: Signing, hours: number): readonly HeaderLine[] {
  const at = new Date(Date.now() + hours * 3_600_000).toISOString();
  return signed(provider, body, secretsOf(provider.name)[0] ?? '', at);
}

/** Returns the value of the header with other digests. */
const withDigests = ({ sent, provider }: Signing, ...digests: readonly string[]): string =>
  signatureOf(provider.signature, { ...sent, digests });

/** Returns the value of the header, signed with a key that the real code refuses. */
const keyedWith = (signing: Signing, key: string): string =>
  withDigests(signing, digestOf(signing.provider.signature, signing.sent, key));

const inUpperCase = ({ provider, digest }: Signing): string =>
  provider.signature.encoding === 'hex' ? digest.toUpperCase() : digest;

function inAnotherEncoding({ provider, digest }: Signing): string {
  const { encoding } = provider.signature;
  return Buffer.from(digest, encoding).toString(encoding === 'hex' ? 'base64' : 'hex');
}

/** Returns the body with one bit flipped. */
function altered({ body, dice }: Signing): Buffer {
  const at = dice.below(body.length);
  return Buffer.from(body.map((byte, index) => (index === at ? byte ^ 1 : byte)));
}

/** In a list, the good digest may be behind a bad one. */
const inList = (signing: Signing): string =>
  'digest' in signing.provider.signature.value
    ? withDigests(signing, zeros(signing.digest), signing.digest)
    : signing.good;

/** A bad digest of the same length. */
const zeros = (digest: string): string => '0'.repeat(digest.length);

/** Valid signatures, in every form that must be accepted. */
const authentic: readonly Kind[] = [
  ['signed', ({ header, good }) => [[header, good]]],
  ['signed, name in upper case', ({ header, good }) => [[header.toUpperCase(), good]]],
  ['signed, name in mixed case', ({ header, good }) => [[mixedCase(header), good]]],
  [
    'signed, digits in upper case',
    (signing) => [[signing.header, withDigests(signing, inUpperCase(signing))]],
  ],
  [
    'signed with the older secret',
    ({ provider, body }) => signed(provider, body, secretsOf(provider.name)[1] ?? ''),
  ],
  ['signed, in any list of digests', (signing) => [[signing.header, inList(signing)]]],
];

/** Invalid signatures, and none. */
const forged: readonly Kind[] = [
  ['unsigned', () => []],
  ['empty signature', ({ header }) => [[header, '']]],
  ['only the prefix', (signing) => [[signing.header, withDigests(signing, '')]]],
  ['wrong secret', ({ provider, body }) => signed(provider, body, secretFor(provider, 'a guess'))],
  ['keyed with an empty secret', (signing) => [[signing.header, keyedWith(signing, '')]]],
  [
    'keyed with the secrets as one text',
    (signing) => [[signing.header, keyedWith(signing, secretsOf(signing.provider.name).join('\n'))]],
  ],
  ['signed an hour ago', (signing) => signedAt(signing, -1)],
  ['signed in an hour', (signing) => signedAt(signing, 1)],
  ['truncated', ({ header, good }) => [[header, good.slice(0, -2)]]],
  ['longer', ({ header, good }) => [[header, `${good}00`]]],
  ['repeated in one line', ({ header, good }) => [[header, `${good},${good}`]]],
  [
    'repeated',
    ({ header, good }) => [
      [header, good],
      [header, good],
    ],
  ],
  [
    'repeated in another case',
    ({ header, good }) => [
      [header, good],
      [header.toUpperCase(), good],
    ],
  ],
  [
    'a bad one first',
    (signing) => [
      [signing.header, withDigests(signing, zeros(signing.digest))],
      [signing.header, signing.good],
    ],
  ],
  ['a wrong prefix', ({ header, digest }) => [[header, `md5=${digest}`]]],
  ['in another encoding', (signing) => [[signing.header, withDigests(signing, inAnotherEncoding(signing))]]],
  ['with 0x', ({ header, digest }) => [[header, `0x${digest}`]]],
  ['one digit off', ({ header, good }) => [[header, good.slice(0, -1) + (good.endsWith('0') ? '1' : '0')]]],
  [
    'of another body',
    (signing) => signed(signing.provider, altered(signing), secretsOf(signing.provider.name)[0] ?? ''),
  ],
  [
    'under another provider’s header',
    (signing) =>
      providers
        .filter(({ name }) => name !== signing.provider.name)
        .map((other) => [other.signature.header, signing.good]),
  ],
  ['very long', ({ header, dice }) => [[header, 'a'.repeat(dice.pick([65, 1_000, 4_000]))]]],
  ['beyond ASCII', ({ header, good }) => [[header, `${good.slice(0, -1)}\u00e9`]]],
  [
    'under a similar name',
    ({ header, good }) => [
      [`${header}-`, good],
      [header.replaceAll('-', '_'), good],
    ],
  ],
  ['in a cookie', ({ header, good }) => [['cookie', `${header}=${good}`]]],
];

const AUTHENTIC_PERCENT = 60;

/** Draws the header lines with which a sender claims to be the provider. */
export function drawSignature(dice: Dice, provider: Provider, body: Buffer) {
  const { name: path, signature } = provider;
  const { header } = signature;
  const headers = signedBy(provider, body, secretsOf(path)[0] ?? '');
  const sent = readSent(signature, { body, url: `${PUBLIC_URL}/webhooks/${path}`, headers });
  if (!sent) throw new Error(`The signature of ${path} does not have the form of its scheme.`);
  const [name, draw] = dice.pick(dice.happens(AUTHENTIC_PERCENT) ? authentic : forged);
  const digest = sent.digests[0] ?? '';
  const lines = draw({ provider, body, dice, header, good: headers[header] ?? '', sent, digest });
  return { name, lines: [...otherLines(headers, header, lines), ...lines] };
}

/** Returns the headers that the signature covers and that were not drawn, so that only the signature is wrong. */
const otherLines = (headers: Headers, header: string, drawn: readonly HeaderLine[]): readonly HeaderLine[] =>
  Object.entries(headers).filter(([name]) => name !== header && !drawn.some(([other]) => other === name));
