/** Why: an endpoint that is gone must get nothing more until a person says so. How: the real stack, and a real shop. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inqud } from '../../../lib/providers/inqud.ts';
import { type CliStack, deliver, startCliStack } from '../cli-stack.ts';
import { checkoutsHere } from '../run-checkouts.ts';

const patience = { timeout: 30_000, interval: 100 };

/** The shop's endpoint: what it answers, and the ids and states that it received. */
const shop = { answer: 410, received: [] as string[] };
let server: Server;
let cli: CliStack;

const notify = async (...args: readonly string[]) =>
  JSON.parse((await checkoutsHere(['notify', ...args, '--json'], cli.environment)).stdout);
const states = () =>
  shop.received.map((event) => JSON.parse(event)).map(({ type, subject }) => `${subject} ${type}`);

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const body = await text(request);
    if (shop.answer === 200) shop.received.push(body);
    response.writeHead(shop.answer).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  cli = await startCliStack({ forwardTo: `http://127.0.0.1:${port}/paid`, visibilityTimeoutSeconds: 1 });
}, 60_000);
afterAll(async () => {
  await cli.stack.stop();
  server.close();
});

it('An endpoint that answers 410 pauses the delivery, and resume sends what waited', {
  timeout: 90_000,
}, async () => {
  await deliver(cli, inqud, 'CCO-gone', 'SUCCESS');
  await expect.poll(async () => (await notify('status')).delivery, patience).toBe('paused');
  expect(await notify('status')).toMatchObject({ endpoint: expect.stringMatching(/^127\.0\.0\.1:\d+$/) });
  const doctor = await checkoutsHere(['doctor', '--no-probe'], cli.environment);
  expect(doctor.stdout).toMatch(/^ok +stream of the table: publish reads it/m);
  expect(doctor.stdout).toMatch(
    /^bad +signed webhooks to your endpoint: paused since .*\n +→ npx checkout-webhooks notify resume$/m,
  );

  shop.answer = 200;
  expect(await notify('resume')).toMatchObject({ delivery: 'on', changed: true });
  await expect.poll(states, patience).toEqual(['CCO-gone checkout.succeeded']);

  expect(await notify('resend', 'CCO-gone')).toMatchObject({ resent: 1 });
  await expect.poll(() => shop.received.length, patience).toBe(2);
  expect(JSON.parse(shop.received[1] ?? '')).toMatchObject({
    republished: true,
    data: { state: 'succeeded' },
  });
  expect(await notify('pause')).toMatchObject({ delivery: 'paused', changed: true });
});
