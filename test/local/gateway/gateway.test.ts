import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createLambda } from '../lambda/create-lambda.ts';
import { startTestGateway } from './gateway-under-test.ts';

const MIB = 1024 * 1024;

async function answerTo(url: string, init: RequestInit = { method: 'POST' }) {
  const response = await fetch(url, init);
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
}

/** Starts a gateway in front of a real handler on its own thread. */
const startGatewayBefore = (handler: string, timeoutMs?: number) => {
  const lambda = createLambda(handler, timeoutMs === undefined ? {} : { timeoutMs });
  onTestFinished(() => lambda.stop());
  return startTestGateway((event) => lambda.invoke(event));
};

const gatewayError = (status: number, message: string) => ({
  status,
  type: 'application/json',
  body: JSON.stringify({ message }),
});

describe('The gateway itself answers', () => {
  it.each([
    ['GET', '/webhooks/inqud'],
    ['PUT', '/webhooks/inqud'],
    ['POST', '/webhooks'],
    ['POST', '/webhooks/'],
    ['POST', '/webhooks/inqud/'],
    ['POST', '/webhooks/inqud/more'],
    ['POST', '/Webhooks/inqud'],
    ['POST', '/webhooks/in%2Fqud'],
    ['POST', '/'],
  ])('404 to %s %s, which is not a route', async (method, path) => {
    const { url, events } = await startTestGateway();
    expect(await answerTo(url + path, { method })).toEqual(gatewayError(404, 'Not Found'));
    expect(events).toEqual([]);
  });

  it('500 when the function throws, and does not show the error to the client', async () => {
    const { url, faults } = await startGatewayBefore('throwing');
    expect(await answerTo(`${url}/webhooks/inqud`)).toEqual(gatewayError(500, 'Internal Server Error'));
    expect(faults).toEqual([expect.stringContaining('on purpose')]);
  });

  it('500 when the function times out', async () => {
    const { url } = await startGatewayBefore('hanging', 300);
    expect(await answerTo(`${url}/webhooks/inqud`)).toEqual(gatewayError(500, 'Internal Server Error'));
  });

  it('500 when the function crashes', async () => {
    const { url } = await startGatewayBefore('exiting');
    expect(await answerTo(`${url}/webhooks/inqud`)).toEqual(gatewayError(500, 'Internal Server Error'));
  });

  it('503 when the function has not answered within the integration timeout', async () => {
    const { url } = await startTestGateway(() => sleep(5_000, {}, { ref: false }), {
      integrationTimeoutMs: 200,
    });
    expect(await answerTo(`${url}/webhooks/inqud`)).toEqual(gatewayError(503, 'Service Unavailable'));
  });

  it.each([
    ['a status that is not a number', { statusCode: 'fine' }],
    ['a status out of range', { statusCode: 99 }],
    ['a body that is not text', { statusCode: 200, body: { a: 1 } }],
    ['a header that HTTP does not allow', { statusCode: 200, headers: { 'a b': 'c' } }],
  ])('500 when the answer of the function has %s', async (_, answer) => {
    const { url } = await startTestGateway(() => answer);
    expect(await answerTo(`${url}/webhooks/inqud`)).toEqual(gatewayError(500, 'Internal Server Error'));
  });
});

describe('A body', () => {
  it('of exactly 10 MB is accepted', async () => {
    const { url, events } = await startTestGateway();
    const body = Buffer.alloc(10 * MIB, 'a');
    expect((await answerTo(`${url}/webhooks/inqud`, { method: 'POST', body })).status).toBe(200);
    expect(events).toHaveLength(1);
  });

  it('that is one byte longer is answered 413', async () => {
    const { url, events } = await startTestGateway();
    const body = Buffer.alloc(10 * MIB + 1, 'a');
    const answer = await answerTo(`${url}/webhooks/inqud`, { method: 'POST', body });
    expect(answer).toEqual(gatewayError(413, 'Request Entity Too Large'));
    expect(events).toEqual([]);
  });

  it('without a declared length that does not end is answered 413, and not kept in memory', async () => {
    const { port, events } = await startTestGateway();
    const socket = connect(port, '127.0.0.1');
    onTestFinished(() => {
      socket.destroy();
    });
    socket.write('POST /webhooks/inqud HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n');
    const chunk = Buffer.concat([
      Buffer.from(`${MIB.toString(16)}\r\n`),
      Buffer.alloc(MIB),
      Buffer.from('\r\n'),
    ]);
    const answered = once(socket, 'data');
    for (let sent = 0; sent < 11; sent += 1) socket.write(chunk);
    expect(String((await answered)[0])).toMatch(/^HTTP\/1\.1 413 /);
    const before = process.memoryUsage().arrayBuffers;
    for (let sent = 0; sent < 300; sent += 1) {
      if (!socket.write(chunk)) await once(socket, 'drain');
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(150 * MIB);
    expect(events).toEqual([]);
  });

  it('that ends too early invokes no function', async () => {
    const { port, events } = await startTestGateway();
    const socket = connect(port, '127.0.0.1');
    socket.end('POST /webhooks/inqud HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nonly this');
    socket.resume();
    await once(socket, 'close');
    await sleep(50);
    expect(events).toEqual([]);
  });
});

describe('A malformed request', () => {
  it.each([
    ['that is not HTTP', 'hello\r\n\r\n', 400],
    [
      'with a path that cannot be decoded',
      'POST /webhooks/%ff HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      400,
    ],
    ['with a path without a slash', 'POST webhooks HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 400],
    ['with a length that is not a number', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n', 400],
    ['with headers over 10 KB', `POST / HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(11_000)}\r\n\r\n`, 431],
  ])('%s is refused, and the next request is served', async (_, bytes, status) => {
    const { raw, url, events } = await startTestGateway();
    expect(await raw(bytes)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(events).toEqual([]);
    expect((await answerTo(`${url}/webhooks/inqud`)).status).toBe(200);
  });

  it('does no harm when its sender hangs up while the function runs', async () => {
    const { url, port, events, faults } = await startTestGateway(() => sleep(100, { statusCode: 200 }));
    const socket = connect(port, '127.0.0.1');
    socket.write('POST /webhooks/inqud HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n');
    await vi.waitFor(() => expect(events).toHaveLength(1));
    socket.destroy();
    expect((await answerTo(`${url}/webhooks/inqud`)).status).toBe(200);
    expect(events).toHaveLength(2);
    expect(faults).toEqual([]);
  });
});

describe("The function's answer", () => {
  const answered = async (answer: unknown) => {
    const { url } = await startTestGateway(() => answer);
    return fetch(`${url}/webhooks/inqud`, { method: 'POST' });
  };

  it('is the whole response when it has a statusCode', async () => {
    const response = await answered({
      statusCode: 401,
      headers: { 'Content-Type': 'application/json', 'X-Number': 7 },
      cookies: ['a=1', 'b=2; Secure'],
      body: '{"code":"unauthorized"}',
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('x-number')).toBe('7');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2; Secure']);
    expect(await response.text()).toBe('{"code":"unauthorized"}');
  });

  it('is decoded when it is base64', async () => {
    const response = await answered({ statusCode: 200, body: '/wBh', isBase64Encoded: true });
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0xff, 0x00, 0x61]);
  });

  it('is plain text when it has no content type', async () => {
    const response = await answered({ statusCode: 200, body: 'hello' });
    expect(response.headers.get('content-type')).toBe('text/plain;charset=UTF-8');
  });

  it.each([
    ['an object', { a: 1 }, '{"a":1}'],
    ['a text', 'hello', 'hello'],
    ['a list', [1, 2], '[1,2]'],
    ['nothing', null, 'null'],
  ])('is the body of a 200 in JSON when it is %s without a statusCode', async (_, answer, body) => {
    const response = await answered(answer);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.text()).toBe(body);
  });
});
