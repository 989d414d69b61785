import { BODY, type SignatureScheme } from '../../lib/webhook/signature-scheme.ts';

/** A scheme to measure, of one kind. */
interface MeasuredScheme {
  /** Empty for the plainest kind. */
  readonly kind: string;
  readonly scheme: SignatureScheme;
  /** How much longer than bare node:crypto the check of a kilobyte may take. */
  readonly most: number;
}

const hmac = { algorithm: 'sha256', encoding: 'hex', key: ['text'] } as const;

/** The three kinds that most providers use. */
export const measuredSchemes: readonly MeasuredScheme[] = [
  {
    kind: '',
    scheme: { ...hmac, header: 'x-signature', value: { prefix: 'sha256=' }, signed: [BODY] },
    most: 1.15,
  },
  {
    kind: ', list',
    scheme: {
      ...hmac,
      header: 'x-signature',
      value: { separator: ',', assign: '=', digest: 'v1' },
      signed: [{ field: 't' }, '.', BODY],
      time: { of: { field: 't' }, toleranceSeconds: 300 },
    },
    most: 1.4,
  },
  {
    kind: ', signed headers',
    scheme: {
      ...hmac,
      encoding: 'base64',
      key: ['whsec'],
      header: 'webhook-signature',
      value: { separator: ' ', assign: ',', digest: 'v1' },
      signed: [{ header: 'webhook-id' }, '.', { header: 'webhook-timestamp' }, '.', BODY],
      time: { of: { header: 'webhook-timestamp' }, toleranceSeconds: 300 },
    },
    most: 1.4,
  },
];
