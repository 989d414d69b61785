/** `npm run demo`: sends badly delivered webhooks of several checkouts to the local stack, and shows the rows. */

import { Queues } from '../cli/aws/stage-queues.ts';
import { eachLetter } from '../cli/dead-letters/each-letter.ts';
import { checkoutSheet } from '../cli/render/checkout-sheet.ts';
import { openCheckouts } from '../cli/stage/open-checkouts.ts';
import { type Target, targetOf } from '../cli/stage/target.ts';
import { counted } from '../cli/terminal/counted.ts';
import { paint, print } from '../cli/terminal/screen.ts';
import { refusalStatus } from '../lib/providers/provider.ts';
import { providers } from '../lib/providers/registry.ts';
import { runCommand } from '../local/command/run-command.ts';
import { type LocalStack, startStack } from '../local/stack/stack.ts';
import { type DemoCheckout, type DemoWebhook, demoCheckouts } from './demo-checkouts.ts';
import { Outcomes } from './outcomes.ts';
import { expectedOf, payCheckout } from './paid-checkouts.ts';
import { REFERENCE, sampleBody, sendToStack } from './send-to-stack.ts';

const STATUS_WIDTH = 'PERFORM_CHECKOUT_SUBMITTED'.length;
const OUTCOME_WIDTH = 'dead-lettered'.length;
const NAME_WIDTH = Math.max(...providers.map(({ name }) => name.length));
const COUNT_WIDTH = '9 webhooks'.length;
const STATE_WIDTH = 'succeeded'.length;

/** Sentences about every wrong result. The demo fails if there are any. */
const problems: string[] = [];

function check(subject: string, actual: unknown, expected: unknown): void {
  const [is, must] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== must) problems.push(`${subject}: expected ${must}, but it is ${is}`);
}

interface Running {
  readonly stack: LocalStack;
  readonly outcomes: Outcomes;
}

async function deliver(
  running: Running,
  { provider, checkoutId }: DemoCheckout,
  webhook: DemoWebhook,
): Promise<void> {
  const { status, minute = 0, secret, remark = '', outcome: expected } = webhook;
  const body =
    webhook.body === undefined ? sampleBody(provider, checkoutId, status, minute) : Buffer.from(webhook.body);
  const sent = await sendToStack(running, provider, body, secret);
  const { outcome } = sent;
  const columns = [
    status.padEnd(STATUS_WIDTH),
    sent.status,
    paint(outcome === 'advanced' ? 'green' : 'yellow', outcome.padEnd(OUTCOME_WIDTH)),
    `${sent.milliseconds} ms`.padStart('1000 ms'.length),
    paint('dim', remark),
  ];
  print(`  ${columns.join('  ')}`.trimEnd());
  const answer = expected === 'refused' ? refusalStatus(provider) : 200;
  check(`${checkoutId} ${status}`, [sent.status, outcome], [answer, expected]);
}

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

/** A short life at each provider, of which only the outcome is shown. */
async function showPaidCheckouts(target: Target, running: Running): Promise<void> {
  const checkouts = await openCheckouts(target);
  print(`\n${paint('bold', 'A paid checkout at each provider')}`);
  for (const provider of providers) {
    const send = (body: Buffer) => sendToStack(running, provider, body);
    const { checkoutId, outcomes, milliseconds } = await payCheckout(provider, send);
    const view = await checkouts.get(checkoutId);
    const columns = [
      provider.name.padEnd(NAME_WIDTH),
      counted(outcomes.length, 'webhook').padEnd(COUNT_WIDTH),
      paint('green', (view?.state ?? 'not found').padEnd(STATE_WIDTH)),
      `${milliseconds} ms`.padStart('1000 ms'.length),
    ];
    print(`  ${columns.join('  ')}`);
    const row = { status: view?.status, state: view?.state, reference: view?.reference };
    check(`a paid checkout at ${provider.name}`, { outcomes, ...row }, expectedOf(provider));
  }
}

async function play(running: Running): Promise<void> {
  const { stack } = running;
  const portOf = (url: string): string => new URL(url).port;
  const target = targetOf(
    {},
    { DYNAMODB_PORT: portOf(stack.dynamodbEndpoint), SQS_PORT: portOf(stack.sqsEndpoint) },
  );
  for (const checkout of demoCheckouts) {
    print(`\n${paint('bold', `${checkout.provider.title}, ${checkout.checkoutId}`)}: ${checkout.title}`);
    for (const webhook of checkout.webhooks) await deliver(running, checkout, webhook);
  }
  await showPaidCheckouts(target, running);
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
    await play({ stack, outcomes });
  } finally {
    await stack.stop();
  }
  if (problems.length > 0) throw new Error(`\nThese results are wrong:\n${problems.join('\n')}`);
  print(
    `\n${paint('green', 'All results are as expected.')} Next, run npm start, and in another terminal npx checkout-webhooks --help.`,
  );
});
