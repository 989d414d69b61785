/** The merchant's endpoint as a process: it verifies, claims and ships as the documentation says, and answers badly at times. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { checkoutsTable } from '../../../lib/checkouts-table.ts';
import { type ChangeEvent, ChangeEventSchema } from '../../../lib/events/change-event.ts';
import { localClient } from '../../../local/emulators/local-client.ts';
import { LOCAL_HOST } from '../../../service/local-defaults.ts';
import { projectDirectory } from '../../../service/project-directory.ts';
import { readServiceDefinition } from '../../../service/service-definition.ts';
import { mayShip } from '../../publishing/merchant.ts';
import { answerTo, before, misbehaviorOf } from './misbehavior.ts';
import { ShopDatabase } from './shop-database.ts';

const { MERCHANT_PORT, MERCHANT_DATABASE = '', MERCHANT_SECRET = '', DYNAMODB_PORT } = process.env;
const { tables, region } = readServiceDefinition(projectDirectory);
const checkouts = checkoutsTable({
  tableName: Object.values(tables)[0]?.input.TableName ?? '',
  client: localClient(`http://${LOCAL_HOST}:${DYNAMODB_PORT}`, region),
});
const shop = new ShopDatabase(MERCHANT_DATABASE);
const webhook = new Webhook(MERCHANT_SECRET);

createServer((request, answer) => {
  receive(request, answer).catch(() => answer.destroy());
}).listen(Number(MERCHANT_PORT), LOCAL_HOST, () => console.log(`ready merchant on ${MERCHANT_PORT}`));

async function receive(request: IncomingMessage, answer: ServerResponse): Promise<void> {
  const body = String(await buffer(request));
  let verified: unknown;
  try {
    verified = webhook.verify(body, headersOf(request));
  } catch {
    answer.writeHead(400).end();
    return;
  }
  const event = ChangeEventSchema.parse(verified);
  const misbehavior = misbehaviorOf(event.id, shop.arrived(event, body));
  if (await before(misbehavior, answer)) return;
  await act(event);
  answerTo(misbehavior, answer);
}

async function act(event: ChangeEvent): Promise<void> {
  const sequence = shop.sequenceOf(event.source);
  if (sequence !== undefined && event.sequence <= sequence) return;
  shop.apply(event, mayShip(event) && (await isClaimed(event)));
}

/** The price of the order is the one that the event names. A checkout without a price is never shipped. */
async function isClaimed({ data, source }: ChangeEvent): Promise<boolean> {
  const { checkoutId, provider, amount, currency } = data;
  if (amount === null || currency === null) return false;
  const options = { as: source, provider };
  return (await checkouts.claim(checkoutId, 'ship', { amount, currency }, options)).claimed;
}

const headersOf = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
