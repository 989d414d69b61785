import type { Provider } from '../../../lib/providers/provider.ts';
import type { Headers } from '../../../lib/webhook/headers.ts';
import { keysIn } from '../../kit/signing/is-signed.ts';
import { digestOf, headersOf, readSent, type SentWebhook } from '../../kit/signing/sent-webhook.ts';
import { authenticHeaders, type Signing, urlOf } from './authentic-headers.ts';

export interface ForgedBody {
  readonly provider: Provider;
  readonly authentic: Uint8Array;
  readonly body: Uint8Array;
}

/** A way to forge a webhook, starting from an authentic one. */
export interface Forgery {
  readonly name: string;
  /** Left out where the body stays as it is. */
  readonly body?: (authentic: Uint8Array) => Uint8Array;
  readonly headers: (forged: ForgedBody, signing: Signing) => Headers;
}

type Change = (sent: SentWebhook, signing: Signing) => SentWebhook;

/** Returns the forgeries that follow from the data of a scheme: one part is missing or altered, or the time is wrong. */
export function schemeForgeries({ signature }: Provider): readonly Forgery[] {
  const found: Forgery[] = [];
  for (const part of signature.signed) {
    if (typeof part === 'string') continue;
    if ('field' in part) found.push(...fieldForgeries(part.field));
    if ('header' in part) found.push(...headerForgeries(part.header));
    if ('headersNamedIn' in part) found.push(...part.names.flatMap((name) => headerForgeries(name)));
    if ('part' in part && part.part === 'url') found.push(forAnotherUrl);
  }
  if (signature.time) found.push(...timeForgeries(signature.time.toleranceSeconds));
  return found;
}

function changed(name: string, change: Change): Forgery {
  const headers = ({ provider, body }: ForgedBody, signing: Signing): Headers => {
    const authentic = authenticHeaders(provider, body, signing);
    const url = urlOf(provider.name);
    const sent = readSent(provider.signature, { body, url, headers: authentic });
    return sent ? headersOf(provider.signature, change(sent, signing)) : authentic;
  };
  return { name, headers };
}

/** Another time, one second later, and else another text. */
const altered = (text: string): string => (/^\d+$/.test(text) ? String(Number(text) + 1) : `${text}x`);

const fieldForgeries = (field: string): readonly Forgery[] => [
  changed(`without ${field}`, (sent) => ({
    ...sent,
    fields: sent.fields.filter(([name]) => name !== field),
  })),
  changed(`another ${field}`, (sent) => ({
    ...sent,
    fields: sent.fields.map(([name, text]) => [name, name === field ? altered(text) : text]),
  })),
];

const headerForgeries = (header: string): readonly Forgery[] => [
  changed(`without ${header}`, (sent) => {
    const { [header]: _, ...headers } = sent.headers;
    return { ...sent, headers };
  }),
  changed(`another ${header}`, (sent) => ({
    ...sent,
    headers: { ...sent.headers, [header]: altered(sent.headers[header] ?? '') },
  })),
];

const forAnotherUrl: Forgery = {
  name: 'signed for another URL',
  headers: ({ provider, body }, signing) => {
    const { signature } = provider;
    const headers = authenticHeaders(provider, body, signing);
    const sent = readSent(signature, { body, url: 'https://elsewhere.example/webhooks', headers });
    const [key] = keysIn(signature, signing.secret);
    return sent && key
      ? headersOf(signature, { ...sent, digests: [digestOf(signature, sent, key)] })
      : headers;
  },
};

const MS_PER_SECOND = 1_000;

/** Twice the tolerance and a second: the clock of the receiver may be wrong by the tolerance. */
function timeForgeries(toleranceSeconds: number): readonly Forgery[] {
  const distance = (2 * toleranceSeconds + 1) * MS_PER_SECOND;
  return [signedAt('signed long ago', -distance), signedAt('signed in the future', distance)];
}

const signedAt = (name: string, laterMs: number): Forgery => ({
  name,
  headers: ({ provider, body }, signing) => {
    const at = new Date(Date.parse(signing.at) + laterMs).toISOString();
    return authenticHeaders(provider, body, { ...signing, at });
  },
});
