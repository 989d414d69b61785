import { createHmac } from 'node:crypto';
import type { HostileRequest } from '../requests/hostile-request.ts';

/** The providers' documentation once more, on purpose: a judge that asked the code under test would believe it. */
const schemes = new Map([
  ['inqud', { header: 'x-payload-digest', algorithm: 'sha1', prefix: '' }],
  ['tweed', { header: 'x-hub-signature-256', algorithm: 'sha256', prefix: 'sha256=' }],
]);

const GATEWAY_LIMIT = 10 * 1024 * 1024;

export interface Expectations {
  readonly secretsOf: (provider: string) => readonly string[];
  readonly maxBodyBytes: number;
}

/** The one HTTP status that a request may be answered with, worked out from the promises alone. */
export function expectedStatus({ secretsOf, maxBodyBytes }: Expectations, request: HostileRequest): number {
  const path = pathOf(request.target);
  if (!path?.startsWith('/')) return 400;
  const [, provider] = /^\/webhooks\/([^/]+)$/.exec(path) ?? [];
  if (request.method !== 'POST' || provider === undefined) return 404;
  if (request.body.length > GATEWAY_LIMIT) return 413;
  if (!schemes.has(provider)) return 404;
  if (request.body.length > maxBodyBytes) return 413;
  const secrets = secretsOf(provider);
  if (secrets.length === 0) return 503;
  return isSigned(request, provider, secrets) ? 200 : 401;
}

function pathOf(target: string): string | undefined {
  try {
    return decodeURIComponent(target.replace(/\?.*$/s, ''));
  } catch {
    return undefined;
  }
}

/** Exactly one header line of that name, and in it the digest of exactly these bytes. */
function isSigned({ headers, body }: HostileRequest, provider: string, secrets: readonly string[]): boolean {
  const scheme = schemes.get(provider);
  if (!scheme) return false;
  const [line, ...more] = headers.filter(([name]) => name.toLowerCase() === scheme.header);
  if (!line?.[1].startsWith(scheme.prefix) || more.length > 0) return false;
  const claimed = line[1].slice(scheme.prefix.length).toLowerCase();
  return secrets.some(
    (secret) => createHmac(scheme.algorithm, secret).update(body).digest('hex') === claimed,
  );
}
