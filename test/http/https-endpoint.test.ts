/** The endpoint against real servers over TLS, with a certificate authority that the test makes. */

import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it } from 'vitest';
import type { Resolve } from '../../lib/http/checked-addresses.ts';
import { type EndpointOptions, httpsEndpoint } from '../../lib/http/https-endpoint.ts';
import { notificationHeaders } from '../../lib/notify/notification-headers.ts';
import { createAuthority } from './certificate.ts';

const HOST = 'shop.example';
const authority = createAuthority();
const toLoopback: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];
const secret = 'whsec_c2VjcmV0IG9mIGEgbWVyY2hhbnQgaW4gdGVzdHM=';

const servers: Server[] = [];
const sockets = new Set<Socket>();
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  for (const socket of sockets) socket.destroy();
  sockets.clear();
});

async function portOf(server: Server): Promise<number> {
  servers.push(server);
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

const shopOf = (answer: RequestListener, name = HOST): Promise<number> =>
  portOf(createServer(authority.issue(name), answer));

/** A server that speaks no HTTP of its own: it sends these bytes and then does what the test says. */
const rawShop = (onRequest: (socket: Socket) => void): Promise<number> =>
  portOf(
    createTcpServer((socket) => socket.on('error', () => undefined).once('data', () => onRequest(socket))),
  );

/** Posts to a host that exists nowhere but in the resolver of the test. */
function postTo(port: number, options: Partial<EndpointOptions> = {}) {
  const body = Buffer.from('{"id":"evt_1"}');
  const headers = notificationHeaders({ id: 'evt_1', body, at: new Date().toISOString(), secrets: [secret] });
  const endpoint = httpsEndpoint({
    url: `https://${HOST}:${port}/paid?token=hidden`,
    resolve: toLoopback,
    ca: authority.certificate,
    isLocal: true,
    timeoutMs: 2_000,
    ...options,
  });
  return endpoint.post(headers ?? {}, body);
}

const http = (port: number): Partial<EndpointOptions> => ({ url: `http://${HOST}:${port}/paid` });

describe('The endpoint', () => {
  it('receives the bytes and the headers, and verifies them with the package standardwebhooks', async () => {
    const received = Promise.withResolvers<unknown>();
    const port = await shopOf(async (request, response) => {
      const body = await buffer(request);
      const { method, url, headers } = request;
      const verified = new Webhook(secret).verify(body.toString(), headers as Record<string, string>);
      received.resolve([method, url, headers['host'], headers['content-type'], verified]);
      response.writeHead(204).end();
    });
    expect(await postTo(port)).toEqual({ status: 204 });
    expect(await received.promise).toEqual([
      'POST',
      '/paid?token=hidden',
      `${HOST}:${port}`,
      'application/json; charset=utf-8',
      { id: 'evt_1' },
    ]);
  });

  it.each([200, 201, 301, 302, 307, 400, 404, 410, 429, 500, 503])(
    'reports the status %s',
    async (status) => {
      let requests = 0;
      const port = await shopOf((_request, response) => {
        requests += 1;
        response.writeHead(status, { location: `https://${HOST}/elsewhere` }).end('answer');
      });
      expect(await postTo(port)).toEqual({ status });
      expect(requests).toBe(1);
    },
  );

  it('reports Retry-After', async () => {
    const port = await shopOf((_request, response) =>
      response.writeHead(503, { 'retry-after': '120' }).end(),
    );
    expect(await postTo(port)).toEqual({ status: 503, retryAfter: '120' });
  });

  it('reads no more of an answer than it has to', async () => {
    const port = await shopOf((_request, response) => {
      const chunk = Buffer.alloc(16 * 1024);
      const send = (): void => {
        while (!response.destroyed && response.write(chunk));
        response.once('drain', send);
      };
      response.writeHead(200);
      send();
    });
    expect(await postTo(port)).toEqual({ status: 200 });
  });
});

describe('No answer is', () => {
  it('an endpoint that hangs, at any point of the exchange', async () => {
    const silent = await shopOf(() => undefined);
    const slow = await shopOf((_request, response) => void response.writeHead(200).write('never ends'));
    const stuckHandshake = await portOf(createTcpServer(() => undefined));
    const asked = [silent, slow, stuckHandshake].map((port) => postTo(port, { timeoutMs: 300 }));
    expect(await Promise.all(asked)).toEqual(Array(3).fill({ fault: 'timed_out' }));
  });

  it('a name server that hangs', async () => {
    const hanging = { resolve: () => new Promise<never>(() => undefined), timeoutMs: 200 };
    expect(await postTo(1, hanging)).toEqual({ fault: 'timed_out' });
  });

  it('a connection that is closed before the answer, or halfway through it', async () => {
    const closed = await rawShop((socket) => socket.destroy());
    const halfway = await rawShop((socket) =>
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf of it'),
    );
    expect(await postTo(closed, http(closed))).toEqual({ fault: 'ECONNRESET' });
    expect(await postTo(halfway, http(halfway))).toEqual({ fault: 'ECONNRESET' });
  });

  it('something that is not HTTP', async () => {
    const port = await rawShop((socket) => socket.end('220 mail.example ESMTP\r\n'));
    expect(await postTo(port, http(port))).toEqual({ fault: expect.stringMatching(/^HPE_/) });
  });

  it('a refused connection, or a name that does not exist', async () => {
    const port = await shopOf(() => undefined);
    servers.splice(0)[0]?.close();
    expect(await postTo(port)).toEqual({ fault: 'ECONNREFUSED' });
    const unknown = { resolve: () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })) };
    expect(await postTo(port, unknown)).toEqual({ fault: 'ENOTFOUND' });
  });

  it('a server whose certificate is for another name, or from nobody we trust', async () => {
    const other = await shopOf((_request, response) => void response.end(), 'other.example');
    expect(await postTo(other)).toEqual({ fault: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    const stranger = createAuthority().certificate;
    const port = await shopOf((_request, response) => void response.end());
    expect(await postTo(port, { ca: stranger })).toEqual({
      fault: expect.stringMatching(/^(UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|CERT_SIGNATURE)/),
    });
  });
});

describe('On AWS the endpoint', () => {
  /** An address that nobody has been given, so that no packet finds a host. */
  const UNASSIGNED = '2d00::1';

  it('is never asked over plain HTTP', async () => {
    const port = await rawShop((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'));
    expect(await postTo(port, { ...http(port), isLocal: false })).toEqual({ fault: 'not_https' });
    expect(sockets.size).toBe(0);
  });

  it('is never asked at an address that is not public', async () => {
    const port = await shopOf((_request, response) => void response.end());
    for (const name of [HOST, '127.0.0.1', '[::ffff:127.0.0.1]', 'localhost']) {
      const url = `https://${name}:${port}/`;
      expect(await postTo(port, { url, isLocal: false }), name).toEqual({ fault: 'private_address' });
    }
    expect(sockets.size).toBe(0);
  });

  it('is connected to at the address that was checked, although its name leads elsewhere a moment later', async () => {
    const port = await shopOf((_request, response) => void response.end());
    const answers = [UNASSIGNED, '127.0.0.1'];
    let asked = 0;
    const rebinding: Resolve = async () => {
      const address = answers[Math.min(asked, 1)] ?? '';
      asked += 1;
      return [{ address, family: address.includes(':') ? 6 : 4 }];
    };
    const options = { resolve: rebinding, isLocal: false, timeoutMs: 500 };
    expect(await postTo(port, options)).toEqual({ fault: expect.stringMatching(/^(timed_out|E[A-Z]+)$/) });
    expect([asked, sockets.size]).toEqual([1, 0]);
    expect(await postTo(port, options)).toEqual({ fault: 'private_address' });
    expect([asked, sockets.size]).toEqual([2, 0]);
  });
});
