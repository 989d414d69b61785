/** Sends webhooks at a steady rate for each order that it is given, and then what became of them. */
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { tweed } from '../../lib/providers/tweed.ts';
import { sampleCheckout, webhookBody } from '../kit/webhooks.ts';
import { machineTime } from '../load/clock.ts';
import type { SendOrder, SentWebhooks } from '../load/webhook-sender.ts';

const MS_PER_SECOND = 1_000;
const agent = new Agent({ keepAlive: true });

/** Open loop: a webhook goes out when its time has come, whether or not earlier ones have been answered. */
async function send({ url, secret, perSecond, seconds }: SendOrder): Promise<SentWebhooks> {
  const webhooks: SentWebhooks['webhooks'] = [];
  const sending: Promise<string>[] = [];
  const start = machineTime();
  for (let sent = 0; sent < perSecond * seconds; sent += 1) {
    const due = start + (sent / perSecond) * MS_PER_SECOND;
    const wait = due - machineTime();
    if (wait > 1) await sleep(wait);
    const checkout = sampleCheckout('tweed');
    webhooks.push([checkout.checkoutId, due]);
    sending.push(post(url, secret, webhookBody(checkout, 'CREATED', 0)));
  }
  const endedAt = machineTime();
  const refused = (await Promise.all(sending)).filter((answer) => answer !== '200');
  return { webhooks, refused, endedAt };
}

/** The status of the answer, or why there is none. */
const post = (url: string, secret: string, body: Buffer): Promise<string> =>
  new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', ...tweed.sign(body, secret) };
    const sending = request(`${url}/webhooks/tweed`, { method: 'POST', agent, headers }, (response) => {
      response.resume().on('end', () => resolve(String(response.statusCode)));
    });
    sending.on('error', ({ message }) => resolve(message)).end(body);
  });

process.on('message', async (order: SendOrder) => process.send?.(await send(order)));
