import { createHmac } from 'node:crypto';
import type { Provider } from '../../../lib/providers/provider.ts';
import { providers } from '../../../lib/providers/registry.ts';
import type { Headers } from '../../../lib/webhook/headers.ts';
import { contentToSign } from '../../../lib/webhook/sign-webhook.ts';
import { digestIn } from '../../kit/digest-in.ts';
import type { Dice } from '../../kit/random/dice.ts';
import { signedBy } from '../../kit/signed-by.ts';
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
  readonly digest: string;
}

type Kind = readonly [name: string, lines: (signing: Signing) => readonly HeaderLine[]];

const mixedCase = (name: string): string => name.replace(/\b\w/g, (letter) => letter.toUpperCase());

const signed = (provider: Provider, body: Uint8Array, secret: string): readonly HeaderLine[] =>
  Object.entries(signedBy(provider, body, secret));

/** Returns the value of the header with another digest. */
const withDigest = ({ good, digest }: Signing, other: string): string => good.replace(digest, () => other);

/** Returns the value of the header, signed with a key that the real code refuses. */
function keyedWith(signing: Signing, key: string): string {
  const { signature } = signing.provider;
  const hmac = createHmac(signature.algorithm, key);
  const { content } = contentToSign(signature, { body: signing.body, at: new Date().toISOString() });
  for (const part of content) hmac.update(part);
  return withDigest(signing, hmac.digest(signature.encoding));
}

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

/** Valid signatures, in every form that must be accepted. */
const authentic: readonly Kind[] = [
  ['signed', ({ header, good }) => [[header, good]]],
  ['signed, name in upper case', ({ header, good }) => [[header.toUpperCase(), good]]],
  ['signed, name in mixed case', ({ header, good }) => [[mixedCase(header), good]]],
  [
    'signed, digits in upper case',
    (signing) => [[signing.header, withDigest(signing, inUpperCase(signing))]],
  ],
  [
    'signed with the older secret',
    ({ provider, body }) => signed(provider, body, secretsOf(provider.name)[1] ?? ''),
  ],
];

/** Invalid signatures, and none. */
const forged: readonly Kind[] = [
  ['unsigned', () => []],
  ['empty signature', ({ header }) => [[header, '']]],
  ['only the prefix', (signing) => [[signing.header, withDigest(signing, '')]]],
  ['wrong secret', ({ provider, body }) => signed(provider, body, 'a guess')],
  ['keyed with an empty secret', (signing) => [[signing.header, keyedWith(signing, '')]]],
  [
    'keyed with the secrets as one text',
    (signing) => [[signing.header, keyedWith(signing, secretsOf(signing.provider.name).join('\n'))]],
  ],
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
    ({ header, good }) => [
      [header, good.replaceAll(/[0-9a-f]{40,}$/g, (hex) => '0'.repeat(hex.length))],
      [header, good],
    ],
  ],
  ['a wrong prefix', ({ header, digest }) => [[header, `md5=${digest}`]]],
  ['in another encoding', (signing) => [[signing.header, withDigest(signing, inAnotherEncoding(signing))]]],
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
  const { header } = provider.signature;
  const headers = signedBy(provider, body, secretsOf(provider.name)[0] ?? '');
  const good = headers[header] ?? '';
  const digest = digestIn(provider.signature, good);
  const [name, draw] = dice.pick(dice.happens(AUTHENTIC_PERCENT) ? authentic : forged);
  const lines = draw({ provider, body, dice, header, good, digest });
  return { name, lines: [...otherLines(headers, header, lines), ...lines] };
}

/** Returns the headers that the signature covers and that were not drawn, so that only the signature is wrong. */
const otherLines = (headers: Headers, header: string, drawn: readonly HeaderLine[]): readonly HeaderLine[] =>
  Object.entries(headers).filter(([name]) => name !== header && !drawn.some(([other]) => other === name));
