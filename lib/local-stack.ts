import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { extname, join } from 'node:path';

export interface LocalStackOptions {
  /** The URL of your shop's endpoint. The stack sends the signed webhooks there. By default it sends none. */
  readonly forwardTo?: string;
  /** The secrets that sign these webhooks, newest first. By default `whsec_bG9jYWwtc2VjcmV0`. */
  readonly notifySecrets?: readonly string[];
}

/** The service, running on this machine. */
export interface LocalStack {
  /** The URL of the service. Providers send their webhooks to `<url>/webhooks/<provider>`. */
  readonly url: string;
  readonly tableName: string;
  /** The topic of the events, to subscribe a queue to. */
  readonly topicArn: string;
  /** The endpoint of DynamoDB. */
  readonly dynamodbEndpoint: string;
  /** The endpoint of SQS and SNS. */
  readonly sqsEndpoint: string;
  readonly region: string;
  /** The emulators accept any. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** The environment variables with which an AWS SDK or the AWS CLI finds the stack, credentials included. */
  readonly variables: Readonly<Record<string, string>>;
  /** The signing secret of each provider, for `signedWebhook`. */
  readonly secrets: Readonly<Record<string, string>>;
  /** The secrets that sign the webhooks to your shop. */
  readonly notifySecrets: readonly string[];
  /** Stops everything. Whatever it kept is gone. */
  stop(): Promise<void>;
}

type Report = { readonly stack: Omit<LocalStack, 'stop'> } | { readonly problem: string };

/** In the project, the sources themselves run. */
const STACK =
  extname(import.meta.filename) === '.ts' ? '../local/child-stack.ts' : './stack/local/child-stack.js';

/**
 * Starts the service on free ports of this machine, for the tests of your shop: the functions that are deployed, on
 * emulators of DynamoDB, SQS and SNS. It runs in a process of its own, which ends with this one.
 *
 * @throws Error that says what to install if the emulators are missing
 * @example
 * const stack = await startLocalStack({ forwardTo: 'http://127.0.0.1:8080/paid' });
 * const { tableName, region, credentials, dynamodbEndpoint: endpoint } = stack;
 * const checkouts = checkoutsTable({ tableName, client: { endpoint, region, credentials } });
 */
export async function startLocalStack(options: LocalStackOptions = {}): Promise<LocalStack> {
  const child = fork(join(import.meta.dirname, STACK), {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  child.send(options);
  const report = await reportOf(child);
  if ('problem' in report) throw new Error(report.problem);
  return { ...report.stack, stop: () => stop(child) };
}

/** Resolves with the child's one message. @throws Error when it ends without one */
async function reportOf(child: ChildProcess): Promise<Report> {
  let stderr = '';
  child.stderr?.on('data', (text) => {
    stderr += text;
  });
  const ended = new AbortController();
  child.once('exit', () => ended.abort());
  try {
    const [report] = await once(child, 'message', { signal: ended.signal });
    return report;
  } catch (cause) {
    throw new Error(`The local stack did not start. ${stderr}`, { cause });
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.disconnect();
  await exit;
}
