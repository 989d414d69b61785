import type { SignedPart } from '../../../lib/webhook/signature-scheme.ts';
import { fieldOf, type SentWebhook } from '../../../proof/kit/signing/sent-webhook.ts';
import { resigned, type SignatureCase, type Subject, tampered } from './signature-case.ts';

/** Each signed part is left out, emptied, altered, repeated, encoded again, and swapped with every other one. */
export function partCases(subject: Subject): readonly SignatureCase[] {
  const cases: SignatureCase[] = [];
  const slots: Slot[] = [];
  for (const part of subject.provider.signature.signed) {
    if (typeof part === 'string') continue;
    if ('part' in part) cases.push(...(part.part === 'body' ? bodyCases(subject) : urlCases(subject)));
    else slots.push(...slotsOf(part));
  }
  for (const slot of slots) cases.push(...slotCases(subject, slot));
  for (const [index, one] of slots.entries()) {
    for (const other of slots.slice(index + 1)) cases.push(swapped(subject, one, other));
  }
  return cases;
}

/** A signed part that is a text of its own in the headers. */
interface Slot {
  readonly name: string;
  readonly read: (sent: SentWebhook) => string;
  readonly write: (sent: SentWebhook, text: string) => SentWebhook;
  readonly leaveOut: (sent: SentWebhook) => SentWebhook;
  readonly repeat: (sent: SentWebhook, text: string) => SentWebhook;
}

function slotsOf(part: Exclude<SignedPart, string | { readonly part: string }>): readonly Slot[] {
  if ('field' in part) return [fieldSlot(part.field)];
  return 'header' in part ? [headerSlot(part.header)] : part.names.map(headerSlot);
}

const headerSlot = (name: string): Slot => ({
  name: `the header ${name}`,
  read: ({ headers }) => headers[name] ?? '',
  write: (sent, text) => ({ ...sent, headers: { ...sent.headers, [name]: text } }),
  leaveOut: (sent) => {
    const { [name]: _left, ...headers } = sent.headers;
    return { ...sent, headers };
  },
  /** Two lines of one header arrive as one, with a comma between. */
  repeat: (sent, text) => ({
    ...sent,
    headers: { ...sent.headers, [name]: `${sent.headers[name]},${text}` },
  }),
});

const fieldSlot = (name: string): Slot => ({
  name: `the field ${name}`,
  read: (sent) => fieldOf(sent, name) ?? '',
  write: (sent, text) => ({
    ...sent,
    fields: sent.fields.map((field) => (field[0] === name ? ([name, text] as const) : field)),
  }),
  leaveOut: (sent) => ({ ...sent, fields: sent.fields.filter(([other]) => other !== name) }),
  repeat: (sent, text) => ({ ...sent, fields: [...sent.fields, [name, text] as const] }),
});

function slotCases(subject: Subject, slot: Slot): readonly SignatureCase[] {
  const { good } = subject;
  const text = slot.read(good);
  const change = (what: string, sent: SentWebhook) => tampered(subject, `${slot.name} ${what}`, sent);
  const cases = [
    change('is left out', slot.leaveOut(good)),
    change('is left out, and signed as empty', resigned(subject, slot.leaveOut(good))),
    change('is empty', slot.write(good, '')),
    change('is repeated', slot.repeat(good, text)),
    change('is encoded again', slot.write(good, Buffer.from(text).toString('base64'))),
  ];
  for (const other of alterations(text)) {
    cases.push(
      change(`is ${other}`, slot.write(good, other)),
      change(`is repeated as ${other}`, slot.repeat(good, other)),
      change(`is repeated before it as ${other}`, slot.repeat(slot.write(good, other), text)),
    );
  }
  return cases;
}

/**
 * Returns other texts. A number is changed by one: a signed time must stay within its tolerance, or it would be refused
 * for that alone.
 */
function alterations(text: string): readonly string[] {
  if (/^\d+$/.test(text)) return [String(Number(text) + 1), String(Number(text) - 1), `0${text}`];
  const names = text.split(' ');
  const others = [`${text}0`, text.slice(1), text.slice(0, -1), ` ${text}`, text.toUpperCase()];
  if (names.length > 1)
    others.push(names.toReversed().join(' '), names.slice(1).join(' '), `${text} ${names[0]}`);
  return others.filter((other) => other !== text);
}

function swapped(subject: Subject, one: Slot, other: Slot): SignatureCase {
  const { good } = subject;
  const sent = other.write(one.write(good, other.read(good)), one.read(good));
  return tampered(subject, `${one.name} and ${other.name} are swapped`, sent);
}

function bodyCases(subject: Subject): readonly SignatureCase[] {
  const { good } = subject;
  const body = Buffer.from(good.body);
  const change = (what: string, other: Uint8Array) => tampered(subject, `the body ${what}`, { body: other });
  const cases = [
    change('is left out', Buffer.alloc(0)),
    change('is repeated', Buffer.concat([body, body])),
    change('has a byte more', Buffer.concat([body, Buffer.from(' ')])),
    change('has a byte less', body.subarray(0, -1)),
    change('has a byte-order mark', Buffer.concat([Buffer.from('\ufeff'), body])),
    change('is UTF-16', Buffer.from(body.toString(), 'utf16le')),
    change('is base64', Buffer.from(body.toString('base64'))),
    change('is serialized again', serializedAgain(body)),
  ];
  for (const [at, other] of flips(body)) cases.push(change(`has one bit changed at ${at}`, other));
  return cases;
}

/** Returns the same JSON with other white space. */
function serializedAgain(body: Buffer): Buffer {
  const text = body.toString();
  return Buffer.from(text.includes('\n') ? JSON.stringify(JSON.parse(text)) : text.replace('{', '{ '));
}

/** Returns copies with one bit flipped, at up to 64 positions. */
export function flips(content: Uint8Array): readonly (readonly [at: number, changed: Uint8Array])[] {
  const step = Math.max(1, Math.floor(content.length / 64));
  return Array.from({ length: Math.min(content.length, 64) }, (_, index) => {
    const changed = Buffer.from(content);
    changed[index * step] = (changed[index * step] ?? 0) ^ 1;
    return [index * step, changed] as const;
  });
}

/** The address is what the receiver has configured, so another one is another receiver's. */
function urlCases(subject: Subject): readonly SignatureCase[] {
  const { good } = subject;
  const change = (what: string, url: string) => tampered(subject, `the address ${what}`, { url });
  const unsigned = resigned(subject, { url: '' });
  return [
    change('has another scheme', good.url.replace('http:', 'https:')),
    change('has another host', good.url.replace('//', '//www.')),
    change('has a port', good.url.replace('/webhooks', ':8080/webhooks')),
    change('has another path before it', good.url.replace('/webhooks', '/api/webhooks')),
    tampered(subject, 'the address is not signed', { digests: unsigned.digests }),
  ];
}
