/** `npm start`: a shop that ships each paid order exactly once. Its README lists the variables. */

import { createServer } from 'node:http';
import { SQSClient } from '@aws-sdk/client-sqs';
import { checkoutsTable } from 'checkout-webhooks';
import { Webhook } from 'standardwebhooks';
import { openCarrier } from './carrier.ts';
import { Orders } from './orders.ts';
import { workOnQueue } from './queue-worker.ts';
import { receiver } from './receive.ts';
import { ShippingLoop } from './shipping-loop.ts';

const {
  PORT = '8080',
  DATABASE = 'shop.db',
  TABLE_NAME = 'checkout-webhooks-dev',
  NOTIFY_SECRET = 'whsec_bG9jYWwtc2VjcmV0',
  CARRIER_URL = 'http://127.0.0.1:8090',
  QUEUE_URL,
} = process.env;

const orders = new Orders(DATABASE);
const checkouts = checkoutsTable({ tableName: TABLE_NAME });
const loop = new ShippingLoop({ orders, checkouts, carrier: openCarrier(CARRIER_URL) });
const onChange = () => loop.wake();

if (QUEUE_URL) {
  const stopped = new AbortController();
  process.once('SIGTERM', () => stopped.abort());
  const working = { sqs: new SQSClient(), queueUrl: QUEUE_URL, orders, onChange };
  workOnQueue(working, stopped.signal).then(() => process.exit());
}

const server = createServer(receiver({ orders, webhook: new Webhook(NOTIFY_SECRET), onChange }));
server.listen(Number(PORT), '127.0.0.1', () => console.log(`ready on http://127.0.0.1:${PORT}/paid`));
