import { sum } from '../kit/statistics.ts';
import { Arrivals } from './arrival-log.ts';
import { loaded } from './loaded-stack.ts';
import { startRoleProcesses } from './role-processes.ts';
import { type ThreadTimes, tellsThreadTimes, threadTimes } from './thread-times.ts';
import { WebhookSender } from './webhook-sender.ts';

const WARM_SECONDS = 10;
const SECONDS = 10;

/** Milliseconds of computing that each part of the local stack spends on a webhook, by part. */
export type ComputingByPart = Readonly<Record<string, number>>;

/** Loads the parts, each in a process of its own, at a rate. Undefined where the system does not tell who computes. */
export async function computingByPart(perSecond: number): Promise<ComputingByPart | undefined> {
  if (!tellsThreadTimes()) return undefined;
  const arrivals = new Arrivals();
  const roles = await startRoleProcesses((line) => arrivals.note(line));
  const sender = new WebhookSender();
  await using stack = loaded(roles, arrivals, sender);
  const partsNow = () => parts({ ...roles.pids, sender: sender.pid });
  await stack.hold(perSecond, WARM_SECONDS);
  const before = partsNow();
  const { delays } = await stack.hold(perSecond, SECONDS);
  const after = Object.entries(partsNow());
  return Object.fromEntries(after.map(([part, ms]) => [part, (ms - (before[part] ?? 0)) / delays.length]));
}

type Pids = Readonly<Record<'queue' | 'table' | 'gateway' | 'consumer' | 'sender', number>>;

function parts(pids: Pids): Record<string, number> {
  const [queue, gateway, consumer] = [pids.queue, pids.gateway, pids.consumer].map(threadTimes);
  const [sender, table] = [pids.sender, pids.table].map((pid) => whole(threadTimes(pid)));
  return {
    sender: sender ?? 0,
    gateway: gateway?.main ?? 0,
    ingest: gateway?.workers ?? 0,
    queue: queue?.main ?? 0,
    mapping: consumer?.main ?? 0,
    consume: consumer?.workers ?? 0,
    database: table ?? 0,
    'compiling and collecting garbage': sum([queue, gateway, consumer].map((times) => times?.helpers ?? 0)),
  };
}

const whole = ({ main, workers, helpers }: ThreadTimes): number => main + workers + helpers;
