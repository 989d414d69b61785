/** Stories of systems that acknowledged a webhook and lost it. Each is named above its test. */

import { describe, expect, it } from 'vitest';
import { answers } from '../../lib/app/answers.ts';
import { type DeliveryQueue, PortFault } from '../../lib/app/ports.ts';
import { ingestHandler } from '../../lib/aws/lambda/ingest-handler.ts';
import { inqud } from '../../lib/providers/inqud.ts';
import { receiveParts, SECRET } from '../../proof/kit/deliveries.ts';
import { signedBy } from '../../proof/kit/signed-by.ts';
import { anHttpEvent } from '../aws/lambda/http-events.ts';

const body = '{"id":"CCO-1","status":"NEW","createdAt":"2026-01-01T00:00:00Z"}';
const event = anHttpEvent({ body, headers: { ...signedBy(inqud, Buffer.from(body), SECRET) } });

describe('Nothing is acknowledged too early:', () => {
  // matters-server#4649: the promise was not awaited, and Lambda froze the process before the work was done.
  // octokit/webhooks.js: a timer acknowledged the webhook, and the later error was dropped.
  it('there is no answer before the queue has accepted the message', async () => {
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
    ['the queue’s client fails', new TypeError('x is not a function')],
    ['something throws a value that is not an error', 'thrown'],
  ])('when %s, the answer is one that every provider retries', async (_what, fault) => {
    const queue: DeliveryQueue = { send: () => Promise.reject(fault) };
    const answer = await ingestHandler({ ...receiveParts().handlerParts, queue })(event);
    expect(answer.statusCode).toBe(503);
  });

  it('only a queued webhook is a 2xx, and only a webhook that a retry cannot help is a 4xx', () => {
    const statuses = Object.entries(answers).map(([outcome, { status }]) => [outcome, status]);
    expect(Object.fromEntries(statuses)).toEqual({
      queued: 200,
      unknown_provider: 404,
      too_large: 413,
      unauthorized: 401,
      refused_for_now: 429,
      no_secret: 503,
      unavailable: 503,
    });
  });
});
