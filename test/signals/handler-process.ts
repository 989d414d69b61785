import { type ChildProcess, fork } from 'node:child_process';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import * as z from 'zod';

const Answer = z.object({ id: z.int(), result: z.unknown() });

/** A process that runs the functions' own entry files, and everything that it prints. */
export class HandlerProcess {
  readonly #child: ChildProcess;
  readonly #output: Promise<readonly string[]>;
  readonly #entries: string;
  /** By the number of the invocation; several may be under way at once. */
  readonly #waiting = new Map<number, (result: unknown) => void>();

  constructor(environment: Readonly<Record<string, string>>, entries = 'functions') {
    this.#child = fork(resolve(import.meta.dirname, 'handler-child.ts'), {
      silent: true,
      execArgv: [],
      env: { PATH: process.env['PATH'] ?? '', ...environment },
    });
    this.#entries = entries;
    this.#child.on('message', (message) => {
      const { id, result } = Answer.parse(message);
      this.#waiting.get(id)?.(result);
    });
    const streams = [this.#child.stdout, this.#child.stderr].filter((stream) => stream !== null);
    this.#output = Promise.all(streams.map(text));
  }

  /** @param name of the entry file, `ingest` or `consume` */
  invoke(name: string, event: unknown, remainingMs = 20_000): Promise<unknown> {
    const id = this.#waiting.size;
    const answer = new Promise<unknown>((answered) => this.#waiting.set(id, answered));
    this.#child.send({ id, module: resolve(this.#entries, name), event, remainingMs });
    return answer;
  }

  /** Ends it. @returns all that it wrote to standard output and standard error */
  async stop(): Promise<string> {
    if (this.#child.connected) this.#child.disconnect();
    return (await this.#output).join('\n');
  }
}
