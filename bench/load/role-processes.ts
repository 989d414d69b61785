import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { claimPorts } from '../../local/emulators/claim-ports.ts';
import { endChild } from '../../local/emulators/end-child.ts';
import { killOnExit } from '../../local/emulators/kill-on-exit.ts';
import { endpoint } from '../../local/stack/addresses.ts';
import { LOCAL_HOST } from '../../service/local-defaults.ts';

const ROLES = ['queue', 'table', 'gateway', 'consumer'] as const;
type Role = (typeof ROLES)[number];

/** The local stack with each part in a process of its own, so that the system tells how much each computes. */
export interface RoleProcesses {
  /** Of the gateway. */
  readonly url: string;
  readonly pids: Readonly<Record<Role, number>>;
  stop(): Promise<void>;
}

/** @param onLine takes what the functions log */
export async function startRoleProcesses(onLine: (line: string) => void): Promise<RoleProcesses> {
  const port = { variable: 'a port', host: LOCAL_HOST, port: 0 };
  const [http = 0, sqs = 0, dynamodb = 0] = await claimPorts([port, port, port]);
  const ports = { PORT: `${http}`, SQS_PORT: `${sqs}`, DYNAMODB_PORT: `${dynamodb}` };
  await using started = new AsyncDisposableStack();
  const pids: Record<Role, number> = { queue: 0, table: 0, gateway: 0, consumer: 0 };
  for (const role of ROLES) {
    const child = spawn(process.execPath, ['local/role.ts', role], {
      env: { ...process.env, ...ports },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    killOnExit(child);
    started.defer(() => endChild(child));
    await isReady(child, role, onLine);
    pids[role] = child.pid ?? 0;
  }
  const running = started.move();
  return { url: endpoint(LOCAL_HOST, http), pids, stop: () => running.disposeAsync() };
}

function isReady(child: ChildProcess, role: Role, onLine: (line: string) => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const take = (line: string) => (line.startsWith(`ready ${role} `) ? resolve() : onLine(line));
  if (child.stdout) createInterface({ input: child.stdout }).on('line', take);
  child.once('exit', (code) => reject(new Error(`${role} ended with ${code}.`)));
  return promise;
}
