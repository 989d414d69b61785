import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

/** The environment that Lambda gives to every function. Nothing of this process's own environment is passed on. */
const lambdaVariables = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_SESSION_TOKEN: 'local',
};

/** The input of a file in `bench/children`. */
export interface ChildInput {
  readonly parameters: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  /** The first message that it receives: anything that JSON can hold. */
  readonly message?: object;
}

/**
 * Runs a file of `bench/children` in a process of its own, as an execution environment of Lambda is, and returns the
 * first message that it sends. What it prints is dropped, because handlers log.
 *
 * @throws Error when it ends before it has sent anything
 */
export async function inChild<Result>(file: string, input: ChildInput): Promise<Result> {
  const child = fork(join(import.meta.dirname, '../children', file), input.parameters, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...lambdaVariables, ...input.variables },
  });
  try {
    if (input.message) child.send(input.message);
    return await messageFrom<Result>(child);
  } finally {
    child.kill();
  }
}

function messageFrom<Message>(child: ChildProcess): Promise<Message> {
  const { promise, resolve, reject } = Promise.withResolvers<Message>();
  const fail = (code: number | null) =>
    reject(new Error(`A child process ended with ${code} before it had sent anything.`));
  child.once('exit', fail).once('message', (message) => resolve(message as Message));
  return promise.finally(() => child.off('exit', fail));
}
