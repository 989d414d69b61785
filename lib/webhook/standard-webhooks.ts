import { BODY, type SignatureScheme } from './signature-scheme.ts';

/**
 * The signature scheme of Standard Webhooks, with its tolerance of five minutes.
 *
 * @param prefix what the names of the three headers begin with: `webhook`, or the vendor's own, such as `svix`
 * @param key the forms of the key. Standard Webhooks has `whsec` alone
 */
export function standardWebhooks(prefix: string, key: SignatureScheme['key']): SignatureScheme {
  const [id, time] = [{ header: `${prefix}-id` }, { header: `${prefix}-timestamp` }];
  return {
    header: `${prefix}-signature`,
    value: { separator: ' ', assign: ',', digest: 'v1' },
    algorithm: 'sha256',
    encoding: 'base64',
    key,
    signed: [id, '.', time, '.', BODY],
    time: { of: time, toleranceSeconds: 300 },
  };
}
