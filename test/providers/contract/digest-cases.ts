import type { ListValue, SignatureScheme } from '../../../lib/webhook/signature-scheme.ts';
import { headersOf, signatureOf } from '../../../proof/kit/signing/sent-webhook.ts';
import { delivered, digestIn, type SignatureCase, type Subject, tampered } from './signature-case.ts';

/** The digest itself, and the header that holds it. */
export function digestCases(subject: Subject): readonly SignatureCase[] {
  const digest = digestIn(subject.good);
  const { encoding } = subject.provider.signature;
  const change = (what: string, ...digests: readonly string[]) =>
    tampered(subject, `the digest ${what}`, { digests });
  const cases = [
    change('is empty', ''),
    change('is cut off', digest.slice(0, -2)),
    change('is half', digest.slice(0, digest.length / 2)),
    change('is too long', `${digest}00`),
    change('has other characters at the end', `${digest.slice(0, -2)}z!`),
    change('is followed by other characters', `${digest}z!`),
    change('follows a space', ` ${digest}`),
    change('is in another encoding', inAnotherEncoding(digest, encoding)),
    change('is all zeros', zeros(subject.provider.signature)),
    ...headerCases(subject),
  ];
  for (let at = 0; at < digest.length; at += 1) {
    const other = digest[at] === '0' ? '1' : '0';
    cases.push(change(`has another digit at ${at}`, digest.slice(0, at) + other + digest.slice(at + 1)));
  }
  if (encoding === 'hex')
    cases.push(
      delivered(subject, 'the digest is in upper case', true, {
        ...subject.good,
        digests: [digest.toUpperCase()],
      }),
    );
  else cases.push(change('has no padding', digest.replace(/=+$/, '')));
  return cases;
}

/** Base64 as text of the same bytes, and the other way round. */
const inAnotherEncoding = (digest: string, encoding: 'hex' | 'base64'): string =>
  Buffer.from(digest, encoding).toString(encoding === 'hex' ? 'base64' : 'hex');

/** A digest of the right length. */
const zeros = ({ algorithm, encoding }: SignatureScheme): string =>
  Buffer.alloc(algorithm === 'sha1' ? 20 : 32).toString(encoding);

function headerCases(subject: Subject): readonly SignatureCase[] {
  const { signature } = subject.provider;
  const { header, value } = signature;
  const text = signatureOf(signature, subject.good);
  /** Two lines arrive as one, with a comma between. In a list of semicolons, the second half is a list again. */
  const isStillList = 'digest' in value && value.separator === ';';
  const { [header]: _signature, ...others } = headersOf(signature, subject.good);
  const change = (what: string, isAccepted: boolean, headers: Readonly<Record<string, string>>) => ({
    ...delivered(subject, `the header ${what}`, isAccepted, subject.good),
    headers: { ...others, ...headers },
  });
  return [
    change('is in upper case', true, { [header.toUpperCase()]: text }),
    change('is in mixed case', true, { [header.replace(/\b\w/g, (c) => c.toUpperCase())]: text }),
    change('is missing', false, {}),
    change('is empty', false, { [header]: '' }),
    change('has another name', false, { [`${header}-`]: text }),
    change('is repeated in another case', isStillList, { [header]: text, [header.toUpperCase()]: text }),
    change('is repeated with a comma', isStillList, { [header]: `${text},${text}` }),
    change('is the digest after another prefix', false, { [header]: `md5=${digestIn(subject.good)}` }),
    change('has a character before it', false, { [header]: `x${text}` }),
  ];
}

/** Lists only: which of several digests count, and which items make a list malformed. */
export function listCases(subject: Subject): readonly SignatureCase[] {
  const { provider, good } = subject;
  const { value } = provider.signature;
  if (!('digest' in value)) return [];
  const digest = digestIn(good);
  const bad = zeros(provider.signature);
  const list = (name: string, isAccepted: boolean, ...digests: readonly string[]) =>
    delivered(subject, name, isAccepted, { ...good, digests });
  return [
    list('a bad digest is before the good one', true, bad, digest),
    list('a bad digest is behind the good one', true, digest, bad),
    list('the good digest is the third of five', true, bad, bad, digest, bad, bad),
    list('a malformed digest is before the good one', true, 'x', digest),
    list('a malformed digest is behind the good one', true, digest, 'x'),
    list('all digests are bad', false, bad, bad),
    list('all digests are malformed', false, 'x', ''),
    list('there is no digest', false),
    ...itemCases(subject, value),
  ];
}

/** Whole texts of the header. */
function itemCases(subject: Subject, value: ListValue): readonly SignatureCase[] {
  const { provider, good } = subject;
  const { header } = provider.signature;
  const { assign, separator, digest: name } = value;
  const digest = digestIn(good);
  const text = signatureOf(provider.signature, good);
  const right = name + assign + digest;
  const replaced = (what: string, isAccepted: boolean, item: string) => ({
    ...delivered(subject, what, isAccepted, good),
    headers: { ...good.headers, [header]: text.replace(right, () => item) },
  });
  const other = `v0${assign}${digest}`;
  const wrongSeparator = separator === ';' ? ',' : ';';
  return [
    replaced('an item of another name is before the digest', true, `v0${assign}x${separator}${right}`),
    replaced('the digest has another name', false, other),
    replaced('the name of the digest is in upper case', false, name.toUpperCase() + assign + digest),
    replaced('the digest has no name', false, digest),
    replaced('an item without a name is before the digest', false, `x${separator}${right}`),
    replaced('an item is empty', false, right + separator),
    replaced('the digest is behind a wrong separator', false, `v0${assign}x${wrongSeparator}${right}`),
    replaced('the name is followed by a wrong sign', false, `${name}:${digest}`),
  ];
}
