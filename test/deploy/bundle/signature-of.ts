import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface SignedPost {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The names of the signed headers, separated by semicolons. */
  readonly names: string;
  /** The day, the region, the service and `aws4_request`. */
  readonly scope: readonly string[];
  readonly body: Uint8Array;
}

/**
 * Computes the signature of a request as AWS's documentation describes it, without the SDK.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signatureOf({ path, headers, names, scope, body }: SignedPost, secret: string): string {
  const lines = names.split(';').map((name) => `${name}:${headers[name]}\n`);
  const canonical = ['POST', path, '', lines.join(''), names, sha256(body)].join('\n');
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope.join('/'), sha256(canonical)].join('\n');
  const key = scope.reduce<Buffer>(hmac, Buffer.from(`AWS4${secret}`));
  return hmac(key, text).toString('hex');
}

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
