import { describe, expect, it } from 'vitest';
import { startTestGateway } from './gateway-under-test.ts';

const post = (path: string, ...lines: readonly string[]): string =>
  [`POST ${path} HTTP/1.1`, 'Host: gateway.example:3000', 'Connection: close', ...lines].join('\r\n');

/** Sends a request and returns the event with which the function was invoked. */
async function sendForEvent(request: string | Buffer): Promise<unknown> {
  const gateway = await startTestGateway();
  await gateway.raw(request);
  return gateway.events[0];
}

const withBody = (contentType: string, body: string | Buffer, ...lines: readonly string[]): Buffer => {
  const bytes = Buffer.from(body);
  const type = contentType === '' ? [] : [`Content-Type: ${contentType}`];
  const head = post('/webhooks/inqud', ...type, `Content-Length: ${bytes.length}`, ...lines, '', '');
  return Buffer.concat([Buffer.from(head), bytes]);
};

describe('The event of a request', () => {
  it('has the shape of payload format 2.0', async () => {
    const request = Buffer.concat([
      withBody('application/json', '{"a":1}', 'User-Agent: tests/1', 'X-Signature: ab'),
    ]);
    expect(await sendForEvent(request)).toEqual({
      version: '2.0',
      routeKey: 'POST /webhooks/{provider}',
      rawPath: '/webhooks/inqud',
      rawQueryString: '',
      headers: {
        host: 'gateway.example:3000',
        'content-type': 'application/json',
        'content-length': '7',
        'user-agent': 'tests/1',
        'x-signature': 'ab',
        'x-amzn-trace-id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-port': expect.stringMatching(/^\d+$/),
        'x-forwarded-proto': 'http',
      },
      requestContext: {
        accountId: '000000000000',
        apiId: 'local',
        domainName: 'gateway.example',
        domainPrefix: 'gateway',
        http: {
          method: 'POST',
          path: '/webhooks/inqud',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'tests/1',
        },
        requestId: expect.stringMatching(/^[\w-]{15}=$/),
        routeKey: 'POST /webhooks/{provider}',
        stage: '$default',
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
      },
      pathParameters: { provider: 'inqud' },
      body: '{"a":1}',
      isBase64Encoded: false,
    });
  });

  it('has header names in lower case and joins repeated headers with a comma', async () => {
    const lines = ['X-SIGNATURE: one', 'x-signature: two', 'Content-Type: a/b', 'Content-Type: c/d', '', ''];
    expect(await sendForEvent(post('/webhooks/inqud', ...lines))).toMatchObject({
      headers: { 'x-signature': 'one,two', 'content-type': 'a/b,c/d' },
    });
  });

  it('has the cookies apart from the headers', async () => {
    const event = await sendForEvent(post('/webhooks/inqud', 'Cookie: a=1; b=2', '', ''));
    expect(event).toMatchObject({ cookies: ['a=1', 'b=2'] });
    expect(event).not.toHaveProperty('headers.cookie');
  });

  it('has the query as sent, and also decoded, with repeated names joined', async () => {
    expect(await sendForEvent(post('/webhooks/inqud?a=1&b=x%20y&a=2?', '', ''))).toMatchObject({
      rawQueryString: 'a=1&b=x%20y&a=2?',
      queryStringParameters: { a: '1,2?', b: 'x y' },
    });
  });

  it('has a decoded path', async () => {
    expect(await sendForEvent(post('/webhooks/in%71ud%C3%A9', '', ''))).toMatchObject({
      rawPath: '/webhooks/inqudé',
      pathParameters: { provider: 'inqudé' },
    });
  });

  it('leaves out what the request does not have', async () => {
    const event = await sendForEvent(post('/webhooks/inqud', '', ''));
    for (const member of ['body', 'cookies', 'queryStringParameters'])
      expect(event).not.toHaveProperty(member);
    expect(event).toHaveProperty('isBase64Encoded', false);
  });
});

describe('The body of an event', () => {
  it.each([
    'text/plain',
    'text/html; charset=utf-8',
    'application/json',
    'APPLICATION/JSON;charset=utf-8',
    'application/xml',
    'application/javascript',
  ])('is text for %s', async (type) => {
    expect(await sendForEvent(withBody(type, '{"é":"😀"}'))).toMatchObject({
      body: '{"é":"😀"}',
      isBase64Encoded: false,
    });
  });

  it.each([
    '',
    'application/octet-stream',
    'application/x-www-form-urlencoded',
    'image/png',
    'application/jsonx',
  ])('is base64 for %o', async (type) => {
    expect(await sendForEvent(withBody(type, '{"é":1}'))).toMatchObject({
      body: Buffer.from('{"é":1}').toString('base64'),
      isBase64Encoded: true,
    });
  });

  it('is base64 when it is compressed', async () => {
    const event = await sendForEvent(withBody('application/json', '{}', 'Content-Encoding: gzip'));
    expect(event).toMatchObject({ body: 'e30=', isBase64Encoded: true });
  });

  it('is base64 when its bytes are not UTF-8, so that no byte is lost', async () => {
    const bytes = Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc3, 0x22, 0x7d]);
    expect(await sendForEvent(withBody('application/json', bytes))).toMatchObject({
      body: bytes.toString('base64'),
      isBase64Encoded: true,
    });
  });

  it('keeps a byte-order mark', async () => {
    expect(await sendForEvent(withBody('application/json', '\ufeff{}'))).toMatchObject({ body: '\ufeff{}' });
  });

  it('is the same when it is sent in chunks', async () => {
    const chunked = `${post('/webhooks/inqud', 'Content-Type: text/plain', 'Transfer-Encoding: chunked', '', '')}3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n`;
    expect(await sendForEvent(chunked)).toMatchObject({ body: 'abcde' });
  });
});
