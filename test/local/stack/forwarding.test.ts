import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { portOf } from '../../../local/emulators/claim-ports.ts';
import { StackUnderTest } from './stack-under-test.ts';

const patience = { timeout: 25_000, interval: 50 };
const timeout = 30_000;
const secret = 'whsec_bG9jYWwtc2VjcmV0';

/** The shop's answers, in turn. The last one repeats. */
let answers: readonly number[] = [200];
const received: { readonly id: unknown; readonly type: string; readonly subject: string }[] = [];

const shop = createServer(async (request, response) => {
  const body = await text(request);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  const event = new Webhook(secret).verify(body, headers) as { type: string; subject: string };
  received.push({ id: headers['webhook-id'], type: event.type, subject: event.subject });
  const [next = 200, ...others] = answers;
  if (others.length > 0) answers = others;
  response.writeHead(next).end();
}).listen(0, '127.0.0.1');
await once(shop, 'listening');
const subject = await StackUnderTest.start({
  forwardTo: `http://127.0.0.1:${portOf(shop)}/paid`,
  notifySecrets: [secret],
});
afterAll(async () => {
  await subject.stack.stop();
  shop.close();
});

const about = (checkoutId: string) => received.filter((each) => each.subject === checkoutId);

describe('With --forward-to, the shop', { timeout }, () => {
  it('gets a signed webhook about each change', async () => {
    await subject.deliver({ checkoutId: 'CCO-paid' });
    await vi.waitFor(
      () => expect(about('CCO-paid')).toMatchObject([{ type: 'checkout.succeeded' }]),
      patience,
    );
    await vi.waitFor(() => expect(subject.logged('event_notified', 'CCO-paid')).toBe(1), patience);
  });

  it('gets it again under the same id until it answers 2xx', async () => {
    answers = [500, 200];
    await subject.deliver({ checkoutId: 'CCO-again' });
    await vi.waitFor(() => expect(about('CCO-again')).toHaveLength(2), patience);
    const [first, second] = about('CCO-again');
    expect(second).toEqual(first);
  });
});
