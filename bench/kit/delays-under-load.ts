import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { signedHeaders } from '../../lib/providers/sending/signed-headers.ts';
import { LOCAL_SECRET } from '../../service/local-defaults.ts';
import { providerNamed, sampleCheckout, webhookBody } from '../samples/webhooks.ts';

/** First webhooks of new checkouts, at a steady rate. */
interface SteadyLoad {
  readonly perSecond: number;
  readonly seconds: number;
}

const MS_PER_SECOND = 1_000;
/** How long after the last webhook the last one may arrive. */
const PATIENCE_MS = 20_000;
const agent = new Agent({ keepAlive: true });

/**
 * Sends webhooks at a steady rate, each when it is due, whether or not earlier ones have been answered. Returns the
 * milliseconds from when each was due to when it arrived. That it was sent late counts as well.
 *
 * @param arrived when each checkout was seen where the way ends, such as in its row
 * @throws Error when a webhook is refused or does not arrive in time
 */
export async function delaysUnderLoad(
  url: string,
  arrived: ReadonlyMap<string, number>,
  { perSecond, seconds }: SteadyLoad,
): Promise<readonly number[]> {
  const dueTimes = new Map<string, number>();
  const answers: Promise<boolean>[] = [];
  const start = performance.now();
  for (let sent = 0; sent < perSecond * seconds; sent += 1) {
    const due = start + (sent / perSecond) * MS_PER_SECOND;
    await sleep(Math.max(0, due - performance.now()));
    const checkout = sampleCheckout('tweed');
    dueTimes.set(checkout.checkoutId, due);
    answers.push(isTaken(url, webhookBody(checkout, 'CREATED', 0)));
  }
  if ((await Promise.all(answers)).includes(false)) throw new Error('A webhook was not answered with 200.');
  const until = performance.now() + PATIENCE_MS;
  while ([...dueTimes.keys()].some((checkoutId) => !arrived.has(checkoutId))) {
    if (performance.now() > until) throw new Error('A webhook did not arrive.');
    await sleep(1);
  }
  return [...dueTimes].map(([checkoutId, due]) => (arrived.get(checkoutId) ?? Number.NaN) - due);
}

const signed = (body: Buffer) => signedHeaders(providerNamed('tweed'), { body, secret: LOCAL_SECRET });

/** Not with `fetch`, which would take computing from the stack that is measured. */
const isTaken = (url: string, body: Buffer): Promise<boolean> =>
  new Promise((resolve) => {
    const headers = signed(body);
    const sending = request(`${url}/webhooks/tweed`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode === 200));
    });
    sending.on('error', () => resolve(false)).end(body);
  });
