/** `npm run demo`: the checkout of a checkout for each provider, as badly delivered as it gets, and what becomes of it. */

import { setTimeout as sleep } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DeadLetters } from '../cli/aws/sqs-dead-letters.ts';
import { eachLetter } from '../cli/dead-letters/each-letter.ts';
import { checkoutSheet } from '../cli/render/checkout-sheet.ts';
import { openCheckouts } from '../cli/stage/open-checkouts.ts';
import { type Target, targetOf } from '../cli/stage/target.ts';
import { paint, print } from '../cli/terminal/screen.ts';
import { postWebhook } from '../cli/webhooks/post-webhook.ts';
import { webhookToSend } from '../cli/webhooks/webhook-to-send.ts';
import { runCommand } from '../local/command/run-command.ts';
import { parseLogLine } from '../local/output/log-line.ts';
import { type LocalStack, startStack } from '../local/stack/stack.ts';
import { LOCAL_SECRET } from '../service/local-defaults.ts';
import { type DemoCheckout, demoCheckouts, type Step } from './demo-checkouts.ts';

const REFERENCE = 'order-1001';
const PATIENCE_MS = 5_000;
const MS_PER_MINUTE = 60_000;
const STATUS_WIDTH = 'PERFORM_CHECKOUT_SUBMITTED'.length;
const FATE_WIDTH = 'dead-lettered'.length;
const began = Date.now() - 10 * MS_PER_MINUTE;

/** What the functions log about each webhook: ingest under which id it is queued, consume what it becomes. */
class Fates {
  readonly #requests = new Map<string, string>();
  readonly #fates = new Map<string, string>();

  take(text: string): void {
    const { code = '', requestId = '', messageId = '' } = parseLogLine(text) ?? {};
    const fate = code === 'message_dead_lettered' ? 'dead-lettered' : /^event_(.*)/.exec(code)?.[1];
    if (fate) this.#fates.set(requestId, fate);
    else if (code === 'delivery_queued') this.#requests.set(messageId, requestId);
  }

  async of(messageId: string): Promise<string> {
    for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(2)) {
      const request = this.#requests.get(messageId);
      const fate = request && this.#fates.get(request);
      if (fate) return fate;
    }
    return 'not applied in time';
  }
}

/** What is not as it must be. The demo fails when anything is in it. */
const problems: string[] = [];

function check(what: string, actual: unknown, expected: unknown): void {
  const [is, must] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== must) problems.push(`${what}: is ${is}, must be ${must}`);
}

async function deliver(
  stack: LocalStack,
  fates: Fates,
  { provider, checkoutId }: DemoCheckout,
  step: Step,
): Promise<void> {
  const { status, minute = 0, secret = LOCAL_SECRET, remark = '', becomes } = step;
  const at = new Date(began + minute * MS_PER_MINUTE).toISOString();
  const sample = provider.sample({ checkoutId, status, at, reference: REFERENCE });
  const body = Buffer.from(step.body ?? JSON.stringify(sample));
  const sent = performance.now();
  const answer = await postWebhook(webhookToSend(provider, body, { url: stack.url, secret }));
  const fate = answer.status === 200 ? await fates.of(queuedAs(answer.body)) : 'refused';
  const columns = [
    status.padEnd(STATUS_WIDTH),
    answer.status,
    paint(fate === 'advanced' ? 'green' : 'yellow', fate.padEnd(FATE_WIDTH)),
    `${Math.round(performance.now() - sent)} ms`.padStart('1000 ms'.length),
    paint('dim', remark),
  ];
  print(`  ${columns.join('  ')}`.trimEnd());
  check(`${checkoutId} ${status}`, [answer.status, fate], [becomes === 'refused' ? 401 : 200, becomes]);
}

const queuedAs = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'id' in body ? String(body.id) : '';

async function showRow(target: Target, { checkoutId, row }: DemoCheckout): Promise<void> {
  const checkouts = await openCheckouts(target);
  const view = await checkouts.get(checkoutId);
  print(
    `\n${paint('dim', `$ npx checkouts get ${checkoutId}`)}\n${view ? checkoutSheet(view, paint) : 'not found'}`,
  );
  check(
    `${checkoutId}: status, state and whether it is final`,
    [view?.status, view?.state, view?.final],
    [row.status, row.state, true],
  );
  check(
    `${checkoutId}: history`,
    view?.history.map(({ status, outcome }) => `${status} ${outcome}`),
    row.outcomes,
  );
  check(
    `${checkoutId}: attention`,
    view?.attention.map(({ kind }) => kind),
    row.attention,
  );
  check(`${checkoutId}: reference`, view?.reference, REFERENCE);
}

async function showDeadLetters(target: Target, stack: LocalStack): Promise<void> {
  const client = new SQSClient(target.sqs);
  const reasons: string[] = [];
  for await (const { reason, provider } of eachLetter(new DeadLetters(client, stack.deadLetterQueueUrl, 0)))
    reasons.push(`${provider}: ${reason}`);
  client.destroy();
  print(`\n${paint('bold', 'Dead-letter queue')}\n  ${reasons.join('\n  ')}`);
  check('the dead-letter queue', reasons, ['inqud: not_json']);
}

async function play(stack: LocalStack, fates: Fates): Promise<void> {
  const portOf = (url: string): string => new URL(url).port;
  const target = targetOf(
    {},
    { DYNAMODB_PORT: portOf(stack.dynamodbEndpoint), SQS_PORT: portOf(stack.sqsEndpoint) },
  );
  for (const checkout of demoCheckouts) {
    print(`\n${paint('bold', `${checkout.provider.title}, ${checkout.checkoutId}`)}: ${checkout.title}`);
    for (const step of checkout.steps) await deliver(stack, fates, checkout, step);
  }
  await showDeadLetters(target, stack);
  for (const checkout of demoCheckouts) await showRow(target, checkout);
}

/** Whoever reads the output may stop at any line (`npm run demo | head`): the demo goes on to stop what it started. */
process.stdout.on('error', () => undefined);

await runCommand(async () => {
  const fates = new Fates();
  const start = performance.now();
  print('Starting the service on this machine: gateway, functions, queues, table …');
  const stack = await startStack({
    onLine: (line) => fates.take(line),
    onFault: (text) => problems.push(text),
  });
  print(`Ready on ${stack.url} after ${Math.round(performance.now() - start)} ms.`);
  try {
    await play(stack, fates);
  } finally {
    await stack.stop();
  }
  if (problems.length > 0) throw new Error(`\nNot as it must be:\n${problems.join('\n')}`);
  print(
    `\n${paint('green', 'Every row is what it must be.')} Next: npm start, and in another terminal npx checkouts --help`,
  );
});
