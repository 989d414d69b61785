import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { endChild } from '../../../local/emulators/end-child.ts';

/** A server in a process of its own. It is killed if this process ends without stopping it. */
export interface Server {
  /** Returns everything that it has printed so far. */
  readonly log: () => string;
  stop(): Promise<void>;
}

interface StartOptions {
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** What ends it, by default SIGKILL. */
  readonly signal?: NodeJS.Signals;
  readonly isReady: () => Promise<boolean>;
}

const START_TIMEOUT_MS = 60_000;
const PAUSE_MS = 200;

/** Starts a server. @throws Error with what it printed if it does not become ready */
export async function startServer(program: string, options: StartOptions): Promise<Server> {
  const { args, env, signal = 'SIGKILL', isReady } = options;
  const child = spawn(program, [...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (log += text));
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    await endChild(child, signal);
  };
  if (await becomesReady(child, isReady)) return { log: () => log, stop };
  await stop();
  throw new Error(`${program} ${args.join(' ')} did not start:\n${log}`);
}

async function becomesReady(child: ChildProcess, isReady: () => Promise<boolean>): Promise<boolean> {
  for (const deadline = Date.now() + START_TIMEOUT_MS; Date.now() < deadline; await sleep(PAUSE_MS)) {
    if (await isReady()) return true;
    if (child.exitCode !== null) return false;
  }
  return false;
}
