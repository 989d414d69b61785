import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import * as z from 'zod';

const Answer = z.object({ result: z.unknown() });

/** A process that runs the functions' own entry files, and everything that it prints. */
export class HandlerProcess {
  readonly #child: ChildProcess;
  readonly #output: Promise<readonly string[]>;
  readonly #entries: string;

  constructor(environment: Readonly<Record<string, string>>, entries = 'functions') {
    this.#child = fork(resolve(import.meta.dirname, 'handler-child.ts'), {
      silent: true,
      execArgv: [],
      env: { PATH: process.env['PATH'] ?? '', ...environment },
    });
    this.#entries = entries;
    const streams = [this.#child.stdout, this.#child.stderr].filter((stream) => stream !== null);
    this.#output = Promise.all(streams.map(text));
  }

  /** @param name of the entry file, `ingest` or `consume` */
  async invoke(name: string, event: unknown, remainingMs = 20_000): Promise<unknown> {
    const module = resolve(this.#entries, name);
    const answered = once(this.#child, 'message');
    this.#child.send({ module, event, remainingMs });
    const [message] = await answered;
    return Answer.parse(message).result;
  }

  /** Ends it. @returns all that it wrote to standard output and standard error */
  async stop(): Promise<string> {
    if (this.#child.connected) this.#child.disconnect();
    return (await this.#output).join('\n');
  }
}
