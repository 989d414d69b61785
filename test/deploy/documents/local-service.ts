import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { endChild } from '../../../local/emulators/end-child.ts';
import { freePort } from '../../../proof/kit/engines/free-port.ts';
import { localPorts } from '../../../service/local-defaults.ts';
import type { ShellPlace } from './document-shell.ts';

const START_TIMEOUT_MS = 30_000;
const PAUSE_MS = 100;

/** The local stack as the documents start it, on free ports instead of the documented ones. */
export class LocalService {
  static async prepare({ directory, environment }: ShellPlace): Promise<LocalService> {
    const { PATH = '', HOME = '' } = environment;
    const ports: Record<string, string> = {};
    for (const name of Object.keys(localPorts)) ports[name] = String(await freePort());
    return new LocalService({ directory, environment: { PATH, HOME, ...ports } });
  }

  readonly place: ShellPlace;
  #child: ChildProcess | undefined;

  private constructor(place: ShellPlace) {
    this.place = place;
  }

  /** Replaces the documented ports of this machine in a text. */
  withPorts(text: string): string {
    let result = text;
    for (const [name, port] of Object.entries(localPorts))
      result = result.replaceAll(`127.0.0.1:${port}`, `127.0.0.1:${this.place.environment[name]}`);
    return result;
  }

  /** Runs a command such as `npm start` in the background until it is ready. Another one that runs is ended. */
  async start(command: string): Promise<string> {
    await this.stop();
    const { directory, environment } = this.place;
    // In a group of processes, because `npm` does not end the program that it starts.
    const child = spawn('bash', ['-c', command], { cwd: directory, env: environment, detached: true });
    this.#child = child;
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text));
    for (const deadline = Date.now() + START_TIMEOUT_MS; Date.now() < deadline; await sleep(PAUSE_MS)) {
      if (output.includes('ready on')) return output;
      if (child.exitCode !== null) break;
    }
    throw new Error(`${command} did not start:\n${output}`);
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child?.pid === undefined || child.exitCode !== null) return;
    process.kill(-child.pid, 'SIGTERM');
    await endChild(child);
  }
}
