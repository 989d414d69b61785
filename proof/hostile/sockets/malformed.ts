import { providers } from '../../../lib/providers/registry.ts';

const [provider] = providers;
const path = `/webhooks/${provider?.name}`;
const signature = provider?.signature.header ?? '';
const post = `POST ${path} HTTP/1.1`;
const host = 'Host: localhost';
const lines = (...parts: readonly string[]): Buffer => Buffer.from(`${parts.join('\r\n')}\r\n\r\n`, 'latin1');

/** Bytes that are not an HTTP request, or an ambiguous one. None of them may have any effect. */
export const malformed: readonly (readonly [name: string, bytes: Buffer])[] = [
  ['nothing', Buffer.alloc(0)],
  ['a line break', Buffer.from('\r\n')],
  ['NUL bytes', Buffer.alloc(1_000)],
  ['random text', Buffer.from('hello?\n\n')],
  ['a TLS greeting', Buffer.from('16030100c8010000c40303', 'hex')],
  ['an HTTP/2 greeting', Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')],
  ['half a request line', Buffer.from(post.slice(0, -12))],
  ['HTTP/0.9', Buffer.from(`GET ${path}\r\n\r\n`)],
  ['HTTP/1.1 without a host', lines(post, 'Content-Length: 0')],
  ['HTTP/9.9', lines(`POST ${path} HTTP/9.9`, host)],
  ['an unknown method', lines(`POKE ${path} HTTP/1.1`, host)],
  ['a method in lower case', lines(`post ${path} HTTP/1.1`, host)],
  ['a space in the path', lines(`POST ${path} x HTTP/1.1`, host)],
  ['a control character in the path', lines('POST /webhooks/\u0001 HTTP/1.1', host)],
  ['a byte beyond ASCII in the path', lines('POST /webhooks/\u00e9 HTTP/1.1', host, 'Connection: close')],
  [
    'a path of 9,000 characters',
    lines(`POST /webhooks/${'a'.repeat(9_000)} HTTP/1.1`, host, 'Connection: close'),
  ],
  ['a URL in place of the path', lines(`POST http://127.0.0.1${path} HTTP/1.1`, host, 'Connection: close')],
  ['a star in place of the path', lines('OPTIONS * HTTP/1.1', host, 'Connection: close')],
  ['a tunnel', lines('CONNECT 127.0.0.1:22 HTTP/1.1', host)],
  ['an upgrade', lines(`GET ${path} HTTP/1.1`, host, 'Upgrade: websocket', 'Connection: close, Upgrade')],
  ['a header without a colon', lines(post, host, `${signature}`)],
  ['a header without a name', lines(post, host, ': x')],
  ['a space before the colon', lines(post, host, `${signature} : 00`)],
  ['a NUL in a header', lines(post, host, `${signature}: a\u0000b`)],
  [
    'a header that continues on the next line',
    lines(post, host, `${signature}: a`, ' b', 'Connection: close', 'Content-Length: 0'),
  ],
  ['a bare line feed between headers', Buffer.from(`${post}\n${host}\nContent-Length: x\n\n`)],
  ['headers of 12 KB', lines(post, host, `x-long: ${'x'.repeat(12_000)}`)],
  ['3,000 headers', lines(post, host, ...Array.from({ length: 3_000 }, (_, index) => `x-${index}: 1`))],
  ['a negative length', lines(post, host, 'Content-Length: -1')],
  ['a length that is not a number', lines(post, host, 'Content-Length: 1e3')],
  ['a length of 20 digits', lines(post, host, 'Content-Length: 99999999999999999999')],
  ['a length of 2 GB', lines(post, host, 'Connection: close', 'Content-Length: 2147483648')],
  ['two lengths in one line', lines(post, host, 'Content-Length: 0, 5')],
  ['an unknown encoding', lines(post, host, 'Transfer-Encoding: gzip, x')],
  ['chunked twice', lines(post, host, 'Transfer-Encoding: chunked, chunked', '', '0', '')],
  ['a chunk size that is not a number', lines(post, host, 'Transfer-Encoding: chunked', '', 'zz', 'a')],
  ['a chunk of 2^64 bytes', lines(post, host, 'Transfer-Encoding: chunked', '', 'ffffffffffffffff1', 'a')],
  ['a chunk with a negative size', lines(post, host, 'Transfer-Encoding: chunked', '', '-1', 'a')],
  [
    'a chunk extension of 20 KB',
    lines(post, host, 'Transfer-Encoding: chunked', '', `1;${'x'.repeat(20_000)}`, 'a', '0', ''),
  ],
];
