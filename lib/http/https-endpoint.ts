import type { LookupAddress } from 'node:dns';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Endpoint, EndpointAnswer } from '../app/notify/notify-ports.ts';
import type { Headers } from '../webhook/headers.ts';
import { checkedAddresses, type Resolve, systemResolve } from './checked-addresses.ts';

export interface EndpointOptions {
  readonly url: string;
  /** Allows HTTP and private addresses. For the local stack, where the shop runs on the same machine. */
  readonly isLocal?: boolean;
  /** How long one request may take, from the first look at the name to the end of the answer. */
  readonly timeoutMs?: number;
  readonly resolve?: Resolve;
  /** Certificates to trust in place of the usual ones. For tests. */
  readonly ca?: string;
}

/** Standard Webhooks recommends 15 to 30 s. */
const TIMEOUT_MS = 15_000;
/** Nobody needs the body of the answer. So much of it is read and dropped, so that a short answer ends in good order. */
const MOST_ANSWER_BYTES = 64 * 1024;

/** A fault in our own words. */
class EndpointFault extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/**
 * The merchant's endpoint over HTTPS. It protects the account that this runs in: a host with any address that is not
 * public is refused, the connection is made to an address that was checked, and redirects are not followed.
 *
 * Each request has a connection of its own. One that is kept open may die while the function is frozen.
 */
export function httpsEndpoint(options: EndpointOptions): Endpoint {
  const url = new URL(options.url);
  return {
    host: url.hostname,
    post: (headers, body) => answerWithin(options, (signal) => post(options, url, headers, body, signal)),
  };
}

/** Turns every error into an answer. The error's message may contain the address, so only its code is used. */
async function answerWithin(
  { timeoutMs = TIMEOUT_MS }: EndpointOptions,
  run: (signal: AbortSignal) => Promise<EndpointAnswer>,
): Promise<EndpointAnswer> {
  const controller = new AbortController();
  const timedOut = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    timedOut.reject(new EndpointFault('timed_out'));
    controller.abort();
  }, timeoutMs);
  try {
    // A look at the name cannot be aborted, so it is left behind.
    return await Promise.race([run(controller.signal), timedOut.promise]);
  } catch (error) {
    return { fault: codeOf(error) };
  } finally {
    clearTimeout(timer);
  }
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unknown_fault';
}

async function post(
  { isLocal = false, resolve = systemResolve, ca }: EndpointOptions,
  url: URL,
  headers: Headers,
  body: Uint8Array,
  signal: AbortSignal,
): Promise<EndpointAnswer> {
  if (!isLocal && url.protocol !== 'https:') throw new EndpointFault('not_https');
  const addresses = await checkedAddresses(url.hostname, resolve, isLocal);
  if (!addresses) throw new EndpointFault('private_address');
  signal.throwIfAborted();
  const options: RequestOptions = {
    method: 'POST',
    headers: { ...headers, 'content-length': body.byteLength },
    agent: false,
    lookup: onlyThese(addresses),
    signal,
    ...(ca === undefined ? {} : { ca }),
  };
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return exchange(send(url, options), body);
}

/** A lookup that asks nobody. Node tries the addresses in turn. */
const onlyThese =
  (addresses: readonly LookupAddress[]): LookupFunction =>
  (_hostname, { all }, done) => {
    const [first] = addresses;
    if (all || !first) done(null, [...addresses]);
    else done(null, first.address, first.family);
  };

/** Sends the body, and waits until the answer has ended. An answer that breaks off is none. */
function exchange(request: ClientRequest, body: Uint8Array): Promise<EndpointAnswer> {
  return new Promise((resolve, reject) => {
    // The request reports errors after the answer too.
    request.on('error', reject);
    request.on('response', (response) => dropBody(response, request, resolve, reject));
    request.end(body);
  });
}

function dropBody(
  response: IncomingMessage,
  request: ClientRequest,
  resolve: (answer: EndpointAnswer) => void,
  reject: (error: Error) => void,
): void {
  let bytes = 0;
  const finish = () => resolve(answerOf(response));
  response.on('error', reject);
  response.on('end', finish);
  response.on('data', (chunk: Uint8Array) => {
    bytes += chunk.byteLength;
    if (bytes < MOST_ANSWER_BYTES) return;
    finish();
    request.destroy();
  });
}

function answerOf({ statusCode: status = 0, headers }: IncomingMessage): EndpointAnswer {
  const retryAfter = headers['retry-after'];
  return retryAfter === undefined ? { status } : { status, retryAfter };
}
