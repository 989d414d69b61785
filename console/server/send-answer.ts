import type { ServerResponse } from 'node:http';

/** An answer to a browser. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Nothing is loaded from elsewhere, nothing in a page is run or framed, and nothing is kept by the browser. */
const PROTECTION = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; '),
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // With no-referrer, a browser would send the origin null with our own forms.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

export function sendAnswer(response: ServerResponse, { status, headers, body = '' }: Answer): void {
  const length = status === 304 || status === 204 ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { ...PROTECTION, ...length, ...headers });
  response.end(body);
}

export const textAnswer = (status: number, text: string, headers = {}): Answer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
  body: `${text}\n`,
});

export const redirect = (location: string, headers = {}): Answer => ({
  status: 303,
  headers: { location, ...headers },
});
