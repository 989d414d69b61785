import type { Provider } from '../../../lib/providers/provider.ts';
import { findProvider } from '../../../lib/providers/registry.ts';
import {
  type DocumentedScheme,
  documentedDigest,
  documentedSchemes,
} from '../../kit/documented-signatures.ts';
import { PUBLIC_URL } from '../../kit/signed-by.ts';
import { isSigned } from '../../kit/signing/is-signed.ts';
import type { HostileRequest } from '../requests/hostile-request.ts';
import { foldedHeaders } from './possible-ids.ts';

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
  const [, name] = /^\/webhooks\/([^/]+)$/.exec(path) ?? [];
  if (request.method !== 'POST' || name === undefined) return 404;
  if (request.body.length > GATEWAY_LIMIT) return 413;
  const provider = findProvider(name);
  if (!provider) return 404;
  if (request.body.length > maxBodyBytes) return 413;
  const refused = provider.afterAnswer[401] === 'gives up' ? 429 : 401;
  if (signatureLines(request, provider.signature).join() === '') return refused;
  const secrets = secretsOf(name);
  if (secrets.length === 0) return 503;
  return isAuthentic(request, provider, secrets) ? 200 : refused;
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
const signatureLines = (
  { headers }: HostileRequest,
  { header }: Pick<DocumentedScheme, 'header'>,
): readonly string[] => headers.filter(([name]) => name.toLowerCase() === header).map(([, value]) => value);

/**
 * Returns whether a request is authentic, by the data of its provider's scheme. For the providers whose scheme is also
 * written down by hand, both must agree.
 * @throws Error when they do not
 */
function isAuthentic(request: HostileRequest, provider: Provider, secrets: readonly string[]): boolean {
  const { name, signature } = provider;
  const arrival = {
    body: request.body,
    headers: foldedHeaders(request.headers),
    url: `${PUBLIC_URL}/webhooks/${name}`,
    receivedAt: new Date().toISOString(),
  };
  const isRight = isSigned(signature, arrival, secrets);
  const documented = documentedSchemes.get(name);
  if (documented && isDocumented(request, documented, secrets) !== isRight) {
    throw new Error(`The scheme of ${name} is not the one in its documentation: ${request.name}.`);
  }
  return isRight;
}

/** Returns whether exactly one header line has the signature's name, and the digest of exactly these bytes. */
function isDocumented(
  request: HostileRequest,
  scheme: DocumentedScheme,
  secrets: readonly string[],
): boolean {
  const { body } = request;
  const [value, ...others] = signatureLines(request, scheme);
  if (others.length > 0 || !value?.startsWith(scheme.prefix)) return false;
  const claimed = value.slice(scheme.prefix.length).toLowerCase();
  return secrets.some((secret) => documentedDigest(scheme, body, secret) === claimed);
}
