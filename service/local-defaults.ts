/** Facts on which the local stack and everything that looks for it, such as the command line, must agree. */

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The address of the emulators, and of the webhook endpoint by default. No other machine can connect to it. */
export const LOCAL_HOST = '127.0.0.1';

/** The default ports, by the environment variable that changes each. */
export const localPorts = { PORT: 3000, DYNAMODB_PORT: 8000, SQS_PORT: 9324, LAMBDA_PORT: 3001 } as const;
export type PortVariable = keyof typeof localPorts;

/** The signing secret of each provider for which no other one is set. */
export const LOCAL_SECRET = 'local-secret';

/** The emulators accept any credentials. These keep a developer's own out of the requests. */
export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

/** The AWS account of the local stack. fauxqs, the emulator of SQS, has this one built in. */
export const LOCAL_ACCOUNT = '000000000000';

/**
 * The file with the ports of a local stack that took free ones, relative to the folder in which it was started. The
 * command line looks for it in its own folder and in those above.
 */
export const PORTS_FILE = join('.data', 'ports.json');

export type LocalPorts = Readonly<Record<PortVariable, number>>;

/** Whether a process runs, of any user. */
export function isRunning(pid: number): boolean {
  // Other numbers mean a group of processes.
  if (!(pid > 0)) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Writes the ports of the stack that runs in this process. Returns the file. */
export function writeLocalPorts(folder: string, ports: LocalPorts): string {
  const file = join(folder, PORTS_FILE);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ pid: process.pid, ...ports })}\n`);
  return file;
}

/**
 * Returns the ports that a running local stack has written; undefined if there is none.
 * @param folder the one in which it was started, or one inside that
 */
export function readLocalPorts(folder: string): LocalPorts | undefined {
  for (let inside = resolve(folder); ; inside = dirname(inside)) {
    const ports = portsIn(join(inside, PORTS_FILE));
    if (ports) return ports;
    if (dirname(inside) === inside) return undefined;
  }
}

/**
 * A stack that was killed leaves its file. It does not count, because its process no longer runs. The file of a stack
 * that was started by version 0.1.0 has no port of the Lambda API.
 */
function portsIn(file: string): LocalPorts | undefined {
  try {
    const { pid, ...ports } = JSON.parse(readFileSync(file, 'utf8'));
    const { PORT, DYNAMODB_PORT, SQS_PORT, LAMBDA_PORT = localPorts.LAMBDA_PORT } = ports;
    const isUsable = [pid, PORT, DYNAMODB_PORT, SQS_PORT, LAMBDA_PORT].every(Number.isInteger);
    return isUsable && isRunning(pid) ? { PORT, DYNAMODB_PORT, SQS_PORT, LAMBDA_PORT } : undefined;
  } catch {
    return undefined;
  }
}

/** Removes the file if this process has written it. */
export function removeLocalPorts(folder: string): void {
  const file = join(folder, PORTS_FILE);
  try {
    if (JSON.parse(readFileSync(file, 'utf8')).pid === process.pid) rmSync(file);
  } catch {
    // Somebody has removed or replaced it.
  }
}
