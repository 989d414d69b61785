import { bodyDigest } from '../../../lib/webhook/body-digest.ts';
import { foldHeaders } from '../../../lib/webhook/headers.ts';
import type { HostileRequest } from '../requests/hostile-request.ts';

/**
 * Returns every text that can be the id of the event in a request: the digest of its body, a value in its body, or a
 * header. Which of them it is depends on the provider, whose code is not asked.
 */
export function possibleIds({ body, headers }: HostileRequest): ReadonlySet<string> {
  const ids = new Set([bodyDigest(body), ...Object.values(foldedHeaders(headers))]);
  try {
    JSON.parse(new TextDecoder().decode(body), (_key, value: unknown, context?: { source?: string }) => {
      if (typeof value === 'string') ids.add(value.toWellFormed());
      if (typeof value === 'number') ids.add(context?.source ?? String(value));
      return undefined;
    });
  } catch {
    // A body that is not JSON has no values.
  }
  return ids;
}

/** Lines of the same name are one header, as in API Gateway. */
export function foldedHeaders(lines: HostileRequest['headers']): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const [name, value] of lines) {
    headers[name] = Object.hasOwn(headers, name) ? `${headers[name]},${value}` : value;
  }
  return foldHeaders(headers);
}
