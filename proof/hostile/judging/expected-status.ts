import {
  type DocumentedScheme,
  documentedDigest,
  documentedSchemes,
} from '../../kit/documented-signatures.ts';
import type { HostileRequest } from '../requests/hostile-request.ts';

const GATEWAY_LIMIT = 10 * 1024 * 1024;

export interface Expectations {
  /** The secrets of a provider, newest first. */
  readonly secretsOf: (provider: string) => readonly string[];
  readonly maxBodyBytes: number;
}

/** Returns the only HTTP status that may answer a request, derived from the promises alone. */
export function expectedStatus({ secretsOf, maxBodyBytes }: Expectations, request: HostileRequest): number {
  const path = pathOf(request.target);
  if (!path?.startsWith('/')) return 400;
  const [, provider] = /^\/webhooks\/([^/]+)$/.exec(path) ?? [];
  if (request.method !== 'POST' || provider === undefined) return 404;
  if (request.body.length > GATEWAY_LIMIT) return 413;
  const scheme = documentedSchemes.get(provider);
  if (!scheme) return 404;
  if (request.body.length > maxBodyBytes) return 413;
  if (signatureLines(request, scheme).join() === '') return 401;
  const secrets = secretsOf(provider);
  if (secrets.length === 0) return 503;
  return isSigned(request, scheme, secrets) ? 200 : 401;
}

/** Returns the decoded path; undefined when it cannot be decoded. */
function pathOf(target: string): string | undefined {
  try {
    return decodeURIComponent(target.replace(/\?.*$/s, ''));
  } catch {
    return undefined;
  }
}

/** Returns the values of the header lines that have the signature's name. */
const signatureLines = ({ headers }: HostileRequest, scheme: DocumentedScheme): readonly string[] =>
  headers.filter(([name]) => name.toLowerCase() === scheme.header).map(([, value]) => value);

/** Returns whether exactly one header line has the signature's name, and the digest of exactly these bytes. */
function isSigned(request: HostileRequest, scheme: DocumentedScheme, secrets: readonly string[]): boolean {
  const { body } = request;
  const [value, ...others] = signatureLines(request, scheme);
  if (others.length > 0 || !value?.startsWith(scheme.prefix)) return false;
  const claimed = value.slice(scheme.prefix.length).toLowerCase();
  return secrets.some((secret) => documentedDigest(scheme, body, secret) === claimed);
}
