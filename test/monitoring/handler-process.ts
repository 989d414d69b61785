import { type ChildProcess, fork } from 'node:child_process';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import * as z from 'zod';

const Answer = z.object({ id: z.int(), result: z.unknown().optional(), crash: z.string().optional() });
type Answer = z.infer<typeof Answer>;

/** A process that runs the entry files of the functions and collects what they print. It starts on first use. */
export class HandlerProcess {
  readonly #environment: Readonly<Record<string, string>>;
  readonly #entries: string;
  /** By the number of the invocation. Several may run at once. */
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #child: ChildProcess | undefined;
  #output: Promise<readonly string[]> = Promise.resolve([]);

  constructor(environment: Readonly<Record<string, string>>, entries = 'functions') {
    this.#environment = environment;
    this.#entries = entries;
  }

  /**
   * @param name of the entry file, `ingest.ts` or `consume.ts`
   * @throws Error when the handler throws, which Lambda counts as an error of the function
   */
  async invoke(name: string, event: unknown, remainingMs = 20_000): Promise<unknown> {
    this.#child ??= this.#begin();
    const id = this.#waiting.size;
    const answered = new Promise<Answer>((answer) => this.#waiting.set(id, answer));
    this.#child.send({ id, module: resolve(this.#entries, name), event, remainingMs });
    const { result, crash } = await answered;
    if (crash !== undefined) throw new Error(crash);
    return result;
  }

  /** Ends the process. Returns what it wrote to standard output and standard error. */
  async stop(): Promise<string> {
    if (this.#child?.connected) this.#child.disconnect();
    return (await this.#output).join('\n');
  }

  #begin(): ChildProcess {
    const child = fork(resolve(import.meta.dirname, 'handler-child.ts'), {
      silent: true,
      execArgv: [],
      env: { PATH: process.env['PATH'] ?? '', ...this.#environment },
    });
    child.on('message', (message) => {
      const answer = Answer.parse(message);
      this.#waiting.get(answer.id)?.(answer);
    });
    this.#output = Promise.all([child.stdout, child.stderr].filter((stream) => stream !== null).map(text));
    return child;
  }
}
