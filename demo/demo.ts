/** `npm run demo`: sends badly delivered webhooks of several checkouts to the local stack, and shows the rows. */

import { Queues } from '../cli/aws/stage-queues.ts';
import { eachLetter } from '../cli/dead-letters/each-letter.ts';
import { checkoutSheet } from '../cli/render/checkout-sheet.ts';
import { openCheckouts } from '../cli/stage/open-checkouts.ts';
import { type Target, targetOf } from '../cli/stage/target.ts';
import { paint, print } from '../cli/terminal/screen.ts';
import { postWebhook } from '../cli/webhooks/post-webhook.ts';
import { webhookToSend } from '../cli/webhooks/webhook-to-send.ts';
import { runCommand } from '../local/command/run-command.ts';
import { type LocalStack, startStack } from '../local/stack/stack.ts';
import { LOCAL_SECRET } from '../service/local-defaults.ts';
import { type DemoCheckout, type DemoWebhook, demoCheckouts } from './demo-checkouts.ts';
import { Outcomes } from './outcomes.ts';

const REFERENCE = 'order-1001';
const MS_PER_MINUTE = 60_000;
const STATUS_WIDTH = 'PERFORM_CHECKOUT_SUBMITTED'.length;
const OUTCOME_WIDTH = 'dead-lettered'.length;
const began = Date.now() - 10 * MS_PER_MINUTE;

/** Sentences about every wrong result. The demo fails if there are any. */
const problems: string[] = [];

function check(subject: string, actual: unknown, expected: unknown): void {
  const [is, must] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== must) problems.push(`${subject}: expected ${must}, but it is ${is}`);
}

async function deliver(
  stack: LocalStack,
  outcomes: Outcomes,
  { provider, checkoutId }: DemoCheckout,
  webhook: DemoWebhook,
): Promise<void> {
  const { status, minute = 0, secret = LOCAL_SECRET, remark = '', outcome: expected } = webhook;
  const at = new Date(began + minute * MS_PER_MINUTE).toISOString();
  const sample = provider.sample({ checkoutId, status, at, reference: REFERENCE });
  const body = Buffer.from(webhook.body ?? JSON.stringify(sample));
  const sent = performance.now();
  const answer = await postWebhook(webhookToSend(provider, body, { url: stack.url, secret }));
  const outcome = answer.status === 200 ? await outcomes.waitFor(messageIdIn(answer.body)) : 'refused';
  const columns = [
    status.padEnd(STATUS_WIDTH),
    answer.status,
    paint(outcome === 'advanced' ? 'green' : 'yellow', outcome.padEnd(OUTCOME_WIDTH)),
    `${Math.round(performance.now() - sent)} ms`.padStart('1000 ms'.length),
    paint('dim', remark),
  ];
  print(`  ${columns.join('  ')}`.trimEnd());
  check(`${checkoutId} ${status}`, [answer.status, outcome], [expected === 'refused' ? 401 : 200, expected]);
}

const messageIdIn = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'id' in body ? String(body.id) : '';

async function showRow(target: Target, { checkoutId, row }: DemoCheckout): Promise<void> {
  const checkouts = await openCheckouts(target);
  const view = await checkouts.get(checkoutId);
  const sheet = view ? checkoutSheet(view, paint) : 'not found';
  print(`\n${paint('dim', `$ npx checkout-webhooks get ${checkoutId}`)}\n${sheet}`);
  const history = view?.history.map(({ status, outcome }) => `${status} ${outcome}`);
  const attention = view?.attention.map(({ kind }) => kind);
  check(`${checkoutId}: status`, view?.status, row.status);
  check(`${checkoutId}: state`, view?.state, row.state);
  check(`${checkoutId}: whether it is final`, view?.final, true);
  check(`${checkoutId}: history`, history, row.history);
  check(`${checkoutId}: attention`, attention, row.attention);
  check(`${checkoutId}: reference`, view?.reference, REFERENCE);
}

async function showDeadLetters(target: Target): Promise<void> {
  const reasons: string[] = [];
  for await (const { reason, provider } of eachLetter(await new Queues(target).openDeadLetters()))
    reasons.push(`${provider}: ${reason}`);
  print(`\n${paint('bold', 'Dead-letter queue')}\n  ${reasons.join('\n  ')}`);
  check('the dead-letter queue', reasons, ['inqud: not_json']);
}

async function play(stack: LocalStack, outcomes: Outcomes): Promise<void> {
  const portOf = (url: string): string => new URL(url).port;
  const target = targetOf(
    {},
    { DYNAMODB_PORT: portOf(stack.dynamodbEndpoint), SQS_PORT: portOf(stack.sqsEndpoint) },
  );
  for (const checkout of demoCheckouts) {
    print(`\n${paint('bold', `${checkout.provider.title}, ${checkout.checkoutId}`)}: ${checkout.title}`);
    for (const webhook of checkout.webhooks) await deliver(stack, outcomes, checkout, webhook);
  }
  await showDeadLetters(target);
  for (const checkout of demoCheckouts) await showRow(target, checkout);
}

// A reader such as `head` may close the pipe. The demo must still stop the stack.
process.stdout.on('error', () => undefined);

await runCommand(async () => {
  const outcomes = new Outcomes();
  const start = performance.now();
  print('Starting the service on this machine …');
  const stack = await startStack({
    onLine: (line) => outcomes.take(line),
    onFault: (text) => problems.push(text),
  });
  print(`Ready at ${stack.url} after ${Math.round(performance.now() - start)} ms.`);
  try {
    await play(stack, outcomes);
  } finally {
    await stack.stop();
  }
  if (problems.length > 0) throw new Error(`\nThese results are wrong:\n${problems.join('\n')}`);
  print(
    `\n${paint('green', 'All results are as expected.')} Next, run npm start, and in another terminal npx checkout-webhooks --help.`,
  );
});
