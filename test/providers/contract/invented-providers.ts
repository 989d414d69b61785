import type { Provider } from '../../../lib/providers/provider.ts';
import { providers } from '../../../lib/providers/registry.ts';
import { BODY, type SignatureScheme, WEBHOOK_URL } from '../../../lib/webhook/signature-scheme.ts';

const hmac = { algorithm: 'sha256', encoding: 'hex', key: ['text'] } as const;

/** A scheme of each kind, with everything that a scheme can have, whatever the registered providers use. */
const schemes: Readonly<Record<string, SignatureScheme>> = {
  'plain-body': { ...hmac, header: 'x-signature', value: { prefix: 'sha256=' }, signed: [BODY] },
  'address-and-body': {
    ...hmac,
    encoding: 'base64',
    header: 'x-signature',
    value: { prefix: '' },
    signed: [WEBHOOK_URL, BODY],
  },
  'timed-list': {
    ...hmac,
    header: 'x-signature',
    value: { separator: ',', assign: '=', digest: 'v1' },
    signed: [{ field: 't' }, '.', BODY],
    time: { of: { field: 't' }, toleranceSeconds: 300 },
  },
  'signed-headers': {
    ...hmac,
    encoding: 'base64',
    key: ['whsec'],
    header: 'webhook-signature',
    value: { separator: ' ', assign: ',', digest: 'v1' },
    signed: [{ header: 'webhook-id' }, '.', { header: 'webhook-timestamp' }, '.', BODY],
    time: { of: { header: 'webhook-timestamp' }, toleranceSeconds: 300 },
  },
  'two-forms-of-key': {
    ...hmac,
    key: ['text', 'whsec'],
    header: 'x-signature',
    value: { separator: ';', assign: '=', digest: 'h1' },
    signed: [{ field: 'ts' }, '|', BODY],
    time: { of: { field: 'ts' }, toleranceSeconds: 60 },
  },
  'named-headers': {
    ...hmac,
    header: 'x-signature',
    value: { separator: ',', assign: '=', digest: 'v1' },
    signed: [
      { field: 't' },
      '.',
      { field: 'h' },
      '.',
      { headersNamedIn: 'h', names: ['webhook-id', 'content-type'] },
      '.',
      BODY,
    ],
    time: { of: { field: 't' }, toleranceSeconds: 300 },
  },
};

/** The id of an event, of an invented provider that sends it in a header. */
const ID_HEADER = 'webhook-id';

/** Providers that exist only here. They read bodies as the first registered provider does. */
export const inventedProviders: readonly Provider[] = Object.entries(schemes).map(([name, signature]) => {
  const [model] = providers;
  if (!model) throw new Error('No provider is registered.');
  const { deliveryIdHeader: _none, eventIdHeader: _neither, ...rest } = model;
  return { ...rest, name, title: name, signature, eventIdHeader: ID_HEADER };
});

export function inventedProvider(name: string): Provider {
  const provider = inventedProviders.find((one) => one.name === name);
  if (!provider) throw new RangeError(`There is no invented provider ${name}.`);
  return provider;
}
