import type { IncomingHttpHeaders } from 'node:http';

/** Why a request is refused before anything else is looked at. */
export interface Refusal {
  readonly status: 400 | 403 | 405 | 421;
  readonly reason: string;
}

/** The parts of a request that the rules look at. */
export interface RuledRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/**
 * Returns why a request is refused; undefined if it may go on. The page acts with the credentials of its user, so:
 *
 * - `Host` must be our own: a foreign name that resolves to this machine is an attack (DNS rebinding).
 * - A foreign `Origin` is refused whatever the method. Another port of this machine is another origin, although it is
 *   the same site, so its pages would send the cookie.
 * - A request that changes something must name our origin. No browser leaves it out there.
 * - What another site or another port has begun may only open a page in a tab: that shows nothing to whoever began it.
 */
export function refusalOf({ method, url, headers }: RuledRequest, port: number): Refusal | undefined {
  const { host = '' } = headers;
  if (!isOwnHost(host, port)) return { status: 421, reason: 'This server has another name.' };
  if (!url.startsWith('/')) return { status: 400, reason: 'The address must be a path.' };
  const isReading = READING.has(method);
  if (!isReading && method !== 'POST') return { status: 405, reason: 'Use GET, HEAD or POST.' };
  const { origin } = headers;
  const isForeign = origin === undefined ? !isReading : origin !== `http://${host}`;
  if (isForeign) return { status: 403, reason: 'The request comes from another origin.' };
  if (!isOwnFetch(headers, isReading)) return { status: 403, reason: 'The request comes from another site.' };
  return undefined;
}

const isOwnHost = (host: string, port: number): boolean =>
  host === `127.0.0.1:${port}` || host === `localhost:${port}` || host === `[::1]:${port}`;

/** Programs other than browsers send no such headers. `none` is an address that the user has typed or clicked outside. */
function isOwnFetch(headers: IncomingHttpHeaders, isReading: boolean): boolean {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin') return true;
  if (!isReading) return false;
  if (site === 'none') return true;
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
}
