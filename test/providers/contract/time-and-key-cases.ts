import { providers } from '../../../lib/providers/registry.ts';
import type { SignedTime } from '../../../lib/webhook/signature-scheme.ts';
import { signedBy } from '../../../proof/kit/signed-by.ts';
import { keysIn } from '../../../proof/kit/signing/is-signed.ts';
import {
  digestOf,
  readSent,
  type SentWebhook,
  signatureOf,
} from '../../../proof/kit/signing/sent-webhook.ts';
import {
  delivered,
  digestIn,
  RECEIVED_AT,
  resigned,
  type SignatureCase,
  type Subject,
  secretsOf,
  tampered,
} from './signature-case.ts';

/** Schemes with a time only: everything is signed rightly, and only the time is near or far, or not a time. */
export function timeCases(subject: Subject): readonly SignatureCase[] {
  const { time } = subject.provider.signature;
  if (!time) return [];
  const arrival = Math.floor(Date.parse(RECEIVED_AT) / 1000);
  const at = (text: string) => resigned(subject, withTime(subject.good, time, text));
  const away = (seconds: number, isAccepted: boolean) =>
    delivered(subject, `signed ${seconds} s from the arrival`, isAccepted, at(String(arrival + seconds)));
  const refused = (text: string) =>
    delivered(subject, `the signed time is ${JSON.stringify(text)}`, false, at(text));
  const { toleranceSeconds } = time;
  return [
    ...[0, 1, -1, toleranceSeconds, -toleranceSeconds].map((seconds) => away(seconds, true)),
    ...[toleranceSeconds + 1, -toleranceSeconds - 1].map((seconds) => away(seconds, false)),
    ...[3_600, -3_600, 86_400 * 3_650, -86_400 * 3_650].map((seconds) => away(seconds, false)),
    ...['', ' ', '0', '-1', 'now', 'NaN', 'Infinity', RECEIVED_AT, `${arrival}000`].map(refused),
    ...[`${arrival} `, ` ${arrival}`, `+${arrival}`, `${arrival}.0`, `${arrival}abc`].map(refused),
    ...[`0x${arrival.toString(16)}`, `${arrival / 1e9}e9`].map(refused),
  ];
}

function withTime(sent: SentWebhook, { of }: SignedTime, text: string): Partial<SentWebhook> {
  if ('header' in of) return { headers: { ...sent.headers, [of.header]: text } };
  return {
    fields: sent.fields.map((field) => (field[0] === of.field ? ([of.field, text] as const) : field)),
  };
}

/** The headers that a signature names: the sender decides which they are, and in which order. */
export function namedHeaderCases(subject: Subject): readonly SignatureCase[] {
  const { provider, good } = subject;
  const cases: SignatureCase[] = [];
  for (const part of provider.signature.signed) {
    if (typeof part === 'string' || !('headersNamedIn' in part)) continue;
    const named = (name: string, isAccepted: boolean, names: readonly string[]) => {
      const fields = good.fields.map((field) =>
        field[0] === part.headersNamedIn ? ([field[0], names.join(' ')] as const) : field,
      );
      cases.push(delivered(subject, name, isAccepted, resigned(subject, { fields })));
    };
    named('the headers are named in another order', true, part.names.toReversed());
    named('only the first header is named', true, part.names.slice(0, 1));
    named('a header is named that is missing', false, [...part.names, 'x-missing']);
    named('no header is named', false, []);
  }
  return cases;
}

/** Both active secrets, each form of a key, and keys that nobody was given. */
export function keyCases(subject: Subject): readonly SignatureCase[] {
  const { provider, good, secrets } = subject;
  const { signature } = provider;
  const [newest, previous] = secrets;
  const keyed = (name: string, isAccepted: boolean, key: string | Uint8Array, active = secrets) => ({
    ...delivered(subject, name, isAccepted, { ...good, digests: [digestOf(signature, good, key)] }),
    secrets: active,
  });
  const cases = [
    ...[newest, previous].flatMap((secret) =>
      keysIn(signature, secret).map((key) => keyed(`a key of the secret ${secret}`, true, key)),
    ),
    keyed('an empty key', false, ''),
    keyed('another secret', false, 'other-secret'),
    keyed('the secret with a space', false, `${newest} `),
    keyed('the secret in other case', false, newest.toUpperCase()),
    keyed('the secrets as one text', false, secrets.join('\n')),
  ];
  return [...cases, ...formCases(keyed, signature.key, previous)];
}

type Keyed = (
  name: string,
  isAccepted: boolean,
  key: string | Uint8Array,
  active: readonly [string, string],
) => SignatureCase;

/** A secret that is a text and base64 as well: only the forms of the scheme are keys. */
function formCases(keyed: Keyed, forms: readonly string[], other: string): readonly SignatureCase[] {
  const bytes = Buffer.from('a secret of 24 bytes, ok');
  const encoded = bytes.toString('base64');
  const prefixed = `whsec_${encoded}`;
  const takesText = forms.includes('text');
  const takesBytes = forms.includes('whsec');
  return [
    keyed('the text of a secret with whsec_', takesText, prefixed, [prefixed, other]),
    keyed('the text of a secret in base64', takesText, encoded, [encoded, other]),
    keyed('the text behind whsec_', false, encoded, [prefixed, other]),
    keyed('the bytes of a secret with whsec_', takesBytes, bytes, [prefixed, other]),
    keyed('the bytes of a secret in base64', takesBytes, bytes, [encoded, other]),
    keyed('the bytes of the second secret', takesBytes, bytes, [other, encoded]),
    keyed('the bytes of a secret that is not base64', false, bytes, [`whsec_${encoded}!`, other]),
  ];
}

/**
 * The signatures of all other providers for this body, with the same bytes as their key. A few sign the same text with
 * a key that this one takes too, and so have a right digest.
 */
export function foreignCases(subject: Subject): readonly SignatureCase[] {
  const { provider, good } = subject;
  const { header } = provider.signature;
  const cases: SignatureCase[] = [];
  for (const other of providers) {
    const headers = signedBy(other, good.body, secretsOf(other)[0], RECEIVED_AT);
    const foreign = readSent(other.signature, { body: good.body, url: good.url, headers });
    if (!foreign || isRight(subject, digestIn(foreign))) continue;
    const whole = delivered(subject, `the signature of ${other.name}`, false, good);
    cases.push(
      tampered(subject, `the digest of ${other.name}`, { digests: foreign.digests }),
      { ...whole, headers: { ...good.headers, [header]: signatureOf(other.signature, foreign) } },
      { ...whole, name: `the headers of ${other.name}`, headers },
    );
  }
  return cases;
}

const isRight = ({ provider: { signature }, good, secrets }: Subject, digest: string): boolean =>
  secrets.some((secret) =>
    keysIn(signature, secret).some((key) => digestOf(signature, good, key) === digest),
  );
