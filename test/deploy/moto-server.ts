import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { endChild } from '../../local/emulators/end-child.ts';
import { freePort } from '../../proof/kit/engines/free-port.ts';
import { pythonProgram } from '../../scripts/template/python-program.ts';

/** An AWS API server on this machine. It keeps everything in memory. */
export interface MotoServer {
  readonly endpoint: string;
  /** Returns everything that it has printed so far, including the resource types that it skips. */
  readonly log: () => string;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;

export async function startMoto(): Promise<MotoServer> {
  const port = await freePort();
  const program = await pythonProgram('moto', 'moto_server');
  const child = spawn(program, ['-H', '127.0.0.1', '-p', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (log += text));
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    await endChild(child, 'SIGKILL');
  };
  const endpoint = `http://127.0.0.1:${port}`;
  for (const deadline = Date.now() + START_TIMEOUT_MS; Date.now() < deadline; await sleep(200)) {
    const answer = await fetch(`${endpoint}/moto-api/data.json`).catch(() => undefined);
    if (answer?.ok) return { endpoint, log: () => log, stop };
    if (child.exitCode !== null) break;
  }
  await stop();
  throw new Error(`moto did not start:\n${log}`);
}
