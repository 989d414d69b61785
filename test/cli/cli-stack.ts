import { setTimeout as sleep } from 'node:timers/promises';
import { type LocalStack, startStack } from '../../local/stack.ts';
import { checkouts } from './run-checkouts.ts';

/** The local stack, and the environment with which the CLI finds it. */
export interface CliStack {
  readonly stack: LocalStack;
  readonly environment: Readonly<Record<string, string>>;
}

export async function startCliStack(): Promise<CliStack> {
  const stack = await startStack();
  const portOf = (url: string): string => new URL(url).port;
  const environment = {
    PORT: portOf(stack.url),
    DYNAMODB_PORT: portOf(stack.dynamodbEndpoint),
    SQS_PORT: portOf(stack.sqsEndpoint),
  };
  return { stack, environment };
}

const PATIENCE_MS = 10_000;
const PAUSE_MS = 50;

/** What a question answers once the answer is good: webhooks are applied a moment after they are accepted. */
export async function eventually<T>(ask: () => Promise<T>, isGood: (answer: T) => boolean): Promise<T> {
  for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(PAUSE_MS)) {
    const answer = await ask();
    if (isGood(answer) || Date.now() > deadline) return answer;
  }
}

/** The row as `get --json` prints it, once its history has so many entries. */
export async function rowOf(
  checkoutId: string,
  events: number,
  environment: CliStack['environment'],
  provider?: string,
) {
  const args = ['get', checkoutId, '--json', ...(provider === undefined ? [] : ['--provider', provider])];
  const run = await eventually(
    () => checkouts(args, environment),
    ({ code, stdout }) => code === 0 && JSON.parse(stdout).history.length === events,
  );
  return JSON.parse(run.stdout);
}
