import { describe, expect, it } from 'vitest';
import type { DeliveryQueue } from '../../../lib/app/ports.ts';
import { deliveryFrom } from '../../../lib/aws/lambda/http-delivery.ts';
import { ingestHandler } from '../../../lib/aws/lambda/ingest-handler.ts';
import { inqud } from '../../../lib/providers/inqud.ts';
import { tweed } from '../../../lib/providers/tweed.ts';
import { receiveParts, SECRET } from '../../../proof/kit/deliveries.ts';
import { signedBy } from '../../../proof/kit/signed-by.ts';
import { anHttpEvent } from './http-events.ts';

const body = '{"id":"CCO-1","status":"NEW","createdAt":"2026-01-01T00:00:00Z"}';
const signed = (content: Uint8Array) => signedBy(inqud, content, SECRET);

describe('The ingest handler', () => {
  it('answers 200 with a stable code, a sentence and the id, as JSON', async () => {
    const { handlerParts } = receiveParts();
    const answer = await ingestHandler(handlerParts)(
      anHttpEvent({ body, headers: signed(Buffer.from(body)) }),
    );
    expect(answer).toMatchObject({ statusCode: 200, headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(answer.body ?? '')).toEqual({
      code: 'queued',
      message: expect.stringMatching(/^\w.*\.$/),
      id: 'message-1',
    });
  });

  // stripe-node#356: API Gateway sent the body in base64, and the signature was checked over the base64.
  it('decodes base64 before it checks the signature', async () => {
    const { handlerParts, queue } = receiveParts();
    const bytes = Buffer.from([0x7b, 0xff, 0x00, 0x7d]);
    const event = anHttpEvent({
      body: bytes.toString('base64'),
      isBase64Encoded: true,
      headers: signed(bytes),
    });
    expect(await ingestHandler(handlerParts)(event)).toMatchObject({ statusCode: 200 });
    expect(JSON.parse(queue.messages[0]?.text ?? '').body).toBe(bytes.toString('base64'));
  });

  it('keeps a byte-order mark and non-ASCII characters as they were sent', () => {
    const text = '\ufeff{"name":"Zoë 漢字 😀"}';
    expect(Buffer.from(deliveryFrom(anHttpEvent({ body: text })).body)).toEqual(Buffer.from(text));
  });

  // grammY#900: every update was answered 401, because a proxy had changed the case of the header.
  it('finds the signature header in any case', async () => {
    const { handlerParts } = receiveParts();
    const [value = ''] = Object.values(signed(Buffer.from(body)));
    const event = anHttpEvent({ body, headers: { 'X-PAYLOAD-digest': value } });
    expect(await ingestHandler(handlerParts)(event)).toMatchObject({ statusCode: 200 });
  });

  it.each([
    ['an unknown provider', { provider: 'nobody', body }, 404, 'unknown_provider'],
    ['a forged signature', { body, headers: { 'x-payload-digest': '0'.repeat(40) } }, 401, 'unauthorized'],
    ['no body and no signature', {}, 401, 'unauthorized'],
    ['no signature for a provider without a secret', { provider: 'tweed', body }, 401, 'unauthorized'],
    [
      'a signature for a provider without a secret',
      { provider: 'tweed', body, headers: { ...signedBy(tweed, Buffer.from(body), 'a guess') } },
      503,
      'no_secret',
    ],
    ['a body that is too large', { body: 'x'.repeat(2_000) }, 413, 'too_large'],
  ])('answers %s with its own status and code', async (_what, request, statusCode, code) => {
    const { handlerParts, queue } = receiveParts();
    const answer = await ingestHandler(handlerParts)(anHttpEvent(request));
    expect(answer).toMatchObject({ statusCode, headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(answer.body ?? '')).toEqual({ code, message: expect.any(String) });
    expect(queue.messages).toEqual([]);
  });

  it('gives the same answer to every kind of bad signature', async () => {
    const { handlerParts } = receiveParts();
    const texts = ['', '0'.repeat(40), 'not hexadecimal', '0'.repeat(64)];
    const answers = await Promise.all(
      texts.map((text) =>
        ingestHandler(handlerParts)(anHttpEvent({ body, headers: { 'x-payload-digest': text } })),
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('answers 503 in time if the queue hangs', async () => {
    const { handlerParts } = receiveParts();
    const hanging: DeliveryQueue = { send: () => new Promise(() => undefined) };
    const started = performance.now();
    const answer = await ingestHandler(
      { ...handlerParts, queue: hanging },
      50,
    )(anHttpEvent({ body, headers: signed(Buffer.from(body)) }));
    expect(answer.statusCode).toBe(503);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('answers 503 to an event that API Gateway would not send, and does not throw', async () => {
    const { handlerParts } = receiveParts();
    const { headers: _headers, ...broken } = anHttpEvent({ body });
    const answer = await ingestHandler(handlerParts)(JSON.parse(JSON.stringify(broken)));
    expect(answer.statusCode).toBe(503);
    expect(answer.body).not.toMatch(/TypeError|undefined/);
  });

  // Node quotes a wrong argument in its message: "Received type number (4111111111111111)".
  it('logs the name of an unexpected error but not its message, which may quote the event', async () => {
    const { handlerParts, log } = receiveParts();
    const broken = { ...anHttpEvent({}), body: 4_111_111_111_111_111 };
    await ingestHandler(handlerParts)(JSON.parse(JSON.stringify(broken)));
    expect(log.entries).toEqual([{ code: 'delivery_unavailable', fields: { reason: 'TypeError' } }]);
  });
});
