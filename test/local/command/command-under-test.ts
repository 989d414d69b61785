import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished, vi } from 'vitest';
import { claimPorts } from '../../../local/emulators/claim-ports.ts';
import { LOCAL_HOST, type PortVariable } from '../../../service/local-defaults.ts';
import { projectDirectory } from '../../../service/project-directory.ts';

const START_MS = 45_000;

/** Returns ports that are free now, by the environment variables that the commands read them from. */
export async function freePorts(): Promise<Record<PortVariable, string>> {
  const request = { variable: 'a port', host: LOCAL_HOST, port: 0 };
  const ports = await claimPorts([request, request, request, request]);
  const [PORT = '', SQS_PORT = '', DYNAMODB_PORT = '', LAMBDA_PORT = ''] = ports.map(String);
  return { PORT, SQS_PORT, DYNAMODB_PORT, LAMBDA_PORT };
}

/** A command that runs in its own process until the end of the test. */
export class CommandUnderTest {
  readonly #child: ChildProcess;
  readonly exited: Promise<unknown>;
  stdout = '';
  stderr = '';

  constructor(command: readonly [string, ...string[]], environment: Readonly<Record<string, string>> = {}) {
    const [program, ...parameters] = command;
    this.#child = spawn(program, parameters, {
      cwd: projectDirectory,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      // The command leads a process group, as it does in a terminal.
      detached: true,
    });
    this.exited = once(this.#child, 'exit');
    this.#child.stdout?.on('data', (data) => {
      this.stdout += data;
    });
    this.#child.stderr?.on('data', (data) => {
      this.stderr += data;
    });
    onTestFinished(async () => {
      this.#child.kill('SIGTERM');
      await this.exited;
    });
  }

  get exitCode(): number | null {
    return this.#child.exitCode;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Sends SIGINT to the command and everything that it has started, as a terminal does on Ctrl-C. */
  pressCtrlC(): void {
    process.kill(-this.pid, 'SIGINT');
  }

  /** Waits for the first line on stdout that begins with a text. */
  async line(beginning: string): Promise<string> {
    return vi.waitFor(
      () => {
        const line = this.stdout.split('\n').find((text) => text.startsWith(beginning));
        if (line === undefined) throw new Error(`No line "${beginning}" yet. ${this.stdout} ${this.stderr}`);
        return line;
      },
      { timeout: START_MS, interval: 20 },
    );
  }
}
