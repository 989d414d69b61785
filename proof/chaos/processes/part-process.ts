import { type ChildProcess, spawn } from 'node:child_process';
import { endChild } from '../../../local/emulators/end-child.ts';
import { killOnExit } from '../../../local/emulators/kill-on-exit.ts';
import { projectDirectory } from '../../../service/project-directory.ts';

const START_LIMIT_MS = 180_000;
const KEPT_TEXT = 2_000;

/** One part of the local stack in its own process. It can be killed, frozen and started again. */
export class PartProcess {
  readonly name: string;
  readonly #parameters: readonly string[];
  readonly #environment: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;
  #stderr = '';
  #isOver = false;
  /** How it ended, if it ended without being killed. */
  death: string | undefined;

  constructor(name: string, parameters: readonly string[], environment: Readonly<Record<string, string>>) {
    this.name = name;
    this.#parameters = parameters;
    this.#environment = environment;
  }

  /** Resolves when the process reports that it is ready. @throws Error when it ends, or is not ready in time */
  async start(): Promise<void> {
    if (this.#isOver) throw new Error(`${this.name} has been ended and cannot start again.`);
    const child = spawn(process.execPath, [...this.#parameters], {
      cwd: projectDirectory,
      env: { ...process.env, ...this.#environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    killOnExit(child);
    child.stderr.on('data', (text) => {
      this.#stderr = `${this.#stderr}${text}`.slice(-KEPT_TEXT);
    });
    child.once('exit', (code, signal) => {
      if (this.#child === child)
        this.death = `${this.name} ended unexpectedly (${code ?? signal}). ${this.#stderr}`;
    });
    await readiness(child, this.name);
  }

  /** Kills the process with `kill -9`. Resolves when it is gone. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child) await endChild(child, 'SIGKILL');
  }

  /** Kills the process, and makes every later start fail. */
  async end(): Promise<void> {
    this.#isOver = true;
    await this.kill();
  }

  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child?.kill('SIGCONT');
  }
}

function readiness(child: ChildProcess, name: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new Error(`${name} did not become ready.`)), START_LIMIT_MS);
  let printed = '';
  const listen = (text: Buffer): void => {
    printed += text;
    if (!/^ready /m.test(printed)) return;
    child.stdout?.off('data', listen);
    // Nobody reads the logs; a full pipe would stop the part.
    child.stdout?.resume();
    resolve();
  };
  child.stdout?.on('data', listen);
  child.once('exit', (code) => reject(new Error(`${name} ended before it was ready (${code}): ${printed}`)));
  return promise.finally(() => clearTimeout(timer));
}
