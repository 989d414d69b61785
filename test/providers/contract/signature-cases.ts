import { digestCases, listCases } from './digest-cases.ts';
import { flips, partCases } from './part-cases.ts';
import { delivered, resigned, type SignatureCase, type Subject, tampered } from './signature-case.ts';
import { foreignCases, keyCases, namedHeaderCases, timeCases } from './time-and-key-cases.ts';

/** Bodies that a receiver could damage before it checks the signature. */
const oddBodies: readonly (readonly [name: string, body: Buffer])[] = [
  ['an empty body', Buffer.alloc(0)],
  ['a body that is not UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
  ['a byte-order mark', Buffer.from('\ufeff{"a":1}')],
  ['NUL and control characters', Buffer.from([0, 1, 2, 31, 127])],
  ['a body that is not JSON', Buffer.from('status=DONE')],
  ['white space around the body', Buffer.from('\r\n {"a": 1}\n')],
];

function bodyCases(subject: Subject): readonly SignatureCase[] {
  const cases = [delivered(subject, 'as it was signed', true, subject.good)];
  for (const [name, body] of oddBodies) {
    const sent = resigned(subject, { body });
    cases.push(delivered(subject, name, true, sent));
    for (const [at, changed] of flips(body))
      cases.push(tampered(subject, `${name}, with one bit changed at ${at}`, { ...sent, body: changed }));
  }
  return cases;
}

/** What a provider's signature must prove, derived from its scheme: deliveries that are right but for one thing. */
export const signatureCases = (subject: Subject): ReadonlyMap<string, readonly SignatureCase[]> =>
  new Map([
    ['any bytes as the body', bodyCases(subject)],
    ['each signed part', partCases(subject)],
    ['the digest and its header', digestCases(subject)],
    ['the list in the header', listCases(subject)],
    ['the signed time', timeCases(subject)],
    ['the headers that it names', namedHeaderCases(subject)],
    ['the keys', keyCases(subject)],
    ['the signatures of other providers', foreignCases(subject)],
  ]);
