import { describe, expect, it } from 'vitest';
import { answers } from '../../lib/app/answers.ts';
import { type DeliveryQueue, PortFault } from '../../lib/app/ports.ts';
import { ingestHandler } from '../../lib/aws/lambda/ingest-handler.ts';
import { inqud } from '../../lib/providers/inqud.ts';
import { receiveParts, SECRET } from '../../proof/kit/deliveries.ts';
import { anHttpEvent } from '../aws/lambda/http-events.ts';

const body = '{"id":"CCO-1","status":"NEW","createdAt":"2026-01-01T00:00:00Z"}';
const event = anHttpEvent({ body, headers: { ...inqud.sign(Buffer.from(body), SECRET) } });

describe('Nothing is acknowledged too early:', () => {
  // matters-server#4649: the promise was not awaited, and Lambda froze the process before it came to anything.
  // octokit/webhooks.js: acknowledged on a timer, the later error dropped.
  it('there is no answer before the queue has given its own', async () => {
    const accepted = Promise.withResolvers<string>();
    const queue: DeliveryQueue = { send: () => accepted.promise };
    let status: number | undefined;
    const answered = ingestHandler({ ...receiveParts().handlerParts, queue })(event).then((answer) => {
      status = answer.statusCode;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(status).toBeUndefined();
    accepted.resolve('message-1');
    await answered;
    expect(status).toBe(200);
  });

  // nhs-notify-supplier-api: 202 although SQS refused. stripe/sync-engine: 400 when the database was down.
  it.each([
    ['the queue refuses', new PortFault('SendMessage: ThrottlingException')],
    ['the queue’s client breaks', new TypeError('x is not a function')],
    ['something throws what is no error', 'thrown'],
  ])('when %s, the answer is one that every provider retries', async (_what, fault) => {
    const queue: DeliveryQueue = { send: () => Promise.reject(fault) };
    const answer = await ingestHandler({ ...receiveParts().handlerParts, queue })(event);
    expect(answer.statusCode).toBe(503);
  });

  it('only what is queued is a 2xx, and only what a retry cannot mend is a 4xx', () => {
    const statuses = Object.entries(answers).map(([outcome, { status }]) => [outcome, status]);
    expect(Object.fromEntries(statuses)).toEqual({
      queued: 200,
      unknown_provider: 404,
      too_large: 413,
      unauthorized: 401,
      no_secret: 503,
      unavailable: 503,
    });
  });
});
