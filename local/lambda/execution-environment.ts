import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { ENDING } from './ending.ts';
import { FunctionError } from './function-error.ts';
import type { InvocationMessage, ThreadData, ThreadMessage } from './messages.ts';

export interface EnvironmentOptions extends ThreadData {
  /** The whole environment of the thread. Nothing of this process's own is added. */
  readonly variables: Readonly<Record<string, string>>;
  /** Receives each line that the handler writes to stdout or stderr. */
  readonly onLine: (line: string) => void;
}

/**
 * A Lambda execution environment: a thread with its own modules, globals and environment variables, which handles
 * one event at a time. As on Lambda, it does not survive a crash or a timeout.
 */
export class ExecutionEnvironment {
  readonly #worker: Worker;
  readonly #died: Promise<never>;
  #alive = true;

  constructor({ variables, onLine, ...workerData }: EnvironmentOptions) {
    this.#worker = new Worker(join(import.meta.dirname, `environment-thread${ENDING}`), {
      workerData,
      env: { ...variables },
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    forwardLines(this.#worker.stdout, onLine);
    forwardLines(this.#worker.stderr, onLine);
    this.#died = this.#death();
    this.#died.catch(() => {
      this.#alive = false;
    });
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Resolves when the handler's module is loaded. Call it once, before the first event. @throws FunctionError */
  async loaded(): Promise<void> {
    await this.#message();
  }

  /** Handles an event and returns the answer, both as JSON. @throws FunctionError */
  async invoke(invocation: InvocationMessage): Promise<string> {
    this.#worker.postMessage(invocation);
    const message = await this.#message(invocation.deadline);
    if (message.kind === 'answer') return message.json;
    if (message.kind === 'ready') throw new FunctionError('Runtime.Unknown', 'The thread has started again.');
    throw new FunctionError(message.type, message.message, { cause: message.stack });
  }

  async stop(): Promise<void> {
    this.#alive = false;
    await this.#worker.terminate();
  }

  async #message(deadline?: number): Promise<ThreadMessage> {
    const timedOut = new AbortController();
    const timer = deadline && this.#timeOutAfter(deadline - Date.now(), timedOut);
    try {
      const arrived = once(this.#worker, 'message', { signal: timedOut.signal });
      const [message]: ThreadMessage[] = await Promise.race([arrived, this.#died]);
      if (message) return message;
      throw new FunctionError('Runtime.Unknown', 'The thread has sent nothing.');
    } catch (error) {
      throw timedOut.signal.aborted ? timedOut.signal.reason : functionErrorFrom(error);
    } finally {
      clearTimeout(timer);
    }
  }

  #timeOutAfter(ms: number, timedOut: AbortController): NodeJS.Timeout {
    return setTimeout(() => {
      timedOut.abort(
        new FunctionError('Sandbox.Timedout', `Task timed out after ${(ms / 1_000).toFixed(2)} seconds`),
      );
      void this.stop();
    }, ms);
  }

  #death(): Promise<never> {
    return new Promise((_, reject) => {
      this.#worker.once('error', (error) => reject(functionErrorFrom(error)));
      this.#worker.once('exit', (code) =>
        reject(new FunctionError('Runtime.ExitError', `Runtime exited with exit status ${code}`)),
      );
    });
  }
}

function functionErrorFrom(error: unknown): FunctionError {
  if (error instanceof FunctionError) return error;
  if (error instanceof Error) return new FunctionError(error.name, error.message, { cause: error.stack });
  return new FunctionError('Runtime.Unknown', String(error));
}

const forwardLines = (stream: Readable, onLine: (line: string) => void): void => {
  createInterface({ input: stream }).on('line', onLine);
};
