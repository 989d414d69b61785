import { setTimeout as sleep } from 'node:timers/promises';
import { openCheckouts } from '../../cli/stage/open-checkouts.ts';
import { localTarget } from '../../cli/stage/target.ts';
import { postWebhook } from '../../cli/webhooks/post-webhook.ts';
import { webhookToSend } from '../../cli/webhooks/webhook-to-send.ts';
import type { Provider } from '../../lib/providers/provider.ts';
import { type LocalStack, startStack } from '../../local/stack/stack.ts';
import type { StackOptions } from '../../local/stack/stack-options.ts';
import { LOCAL_SECRET } from '../../service/local-defaults.ts';

/** The local stack, and the variables with which the CLI finds it. */
export interface CliStack {
  readonly stack: LocalStack;
  readonly environment: Readonly<Record<string, string>>;
}

export async function startCliStack(options: StackOptions = {}): Promise<CliStack> {
  const stack = await startStack(options);
  const portOf = (url: string): string => new URL(url).port;
  const environment = {
    PORT: portOf(stack.url),
    DYNAMODB_PORT: portOf(stack.dynamodbEndpoint),
    SQS_PORT: portOf(stack.sqsEndpoint),
    LAMBDA_PORT: portOf(stack.lambdaEndpoint),
  };
  return { stack, environment };
}

const PATIENCE_MS = 10_000;
const PAUSE_MS = 50;

/** Asks until the answer is good, because a webhook is applied a moment after it is accepted. Returns the last answer. */
export async function eventually<T>(ask: () => Promise<T>, isGood: (answer: T) => boolean): Promise<T> {
  for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(PAUSE_MS)) {
    const answer = await ask();
    if (isGood(answer) || Date.now() > deadline) return answer;
  }
}

/** Sends a webhook straight to the stack, for tests of other commands than `send`. */
export async function deliver(
  { stack }: CliStack,
  provider: Provider,
  checkoutId: string,
  status: string,
  at = new Date().toISOString(),
): Promise<void> {
  await deliverBody({ stack }, provider, JSON.stringify(provider.sample({ checkoutId, status, at })));
}

export async function deliverBody(
  { stack }: Pick<CliStack, 'stack'>,
  provider: Provider,
  body: string,
): Promise<void> {
  const destination = { url: stack.url, secret: LOCAL_SECRET };
  const { status } = await postWebhook(webhookToSend(provider, Buffer.from(body), destination));
  if (status !== 200) throw new Error(`The webhook was answered with ${status}.`);
}

/** Resolves with the row once its history has this number of events. */
export async function waitForRow(
  { environment }: CliStack,
  checkoutId: string,
  events: number,
  provider?: string,
) {
  const checkouts = await openCheckouts(localTarget(environment));
  const row = await eventually(
    () => checkouts.get(checkoutId, provider),
    (view) => view?.history.length === events,
  );
  if (row?.history.length !== events) throw new Error(`${checkoutId} has ${row?.history.length} events.`);
  return row;
}
