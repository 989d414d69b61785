import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { sum } from '../kit/statistics.ts';
import { machineTime } from './clock.ts';

/** Of Linux, on every architecture. */
const TICK_MS = 10;

/** How much of the machine's cores was used for what, as shares of all of them. */
export interface MachineUse {
  readonly ours: number;
  readonly others: number;
  readonly idle: number;
}

/** Begins to watch; what it gives tells the use since then, undefined where there is no /proc. */
export function watchMachine(): () => MachineUse | undefined {
  if (!existsSync('/proc/stat')) return () => undefined;
  const before = usedMs();
  return () => {
    const after = usedMs();
    const whole = (after.at - before.at) * availableParallelism();
    const [ours, all] = [(after.ours - before.ours) / whole, (after.all - before.all) / whole];
    return { ours, others: Math.max(0, all - ours), idle: Math.max(0, 1 - all) };
  };
}

/** Such as `cores 71 % ours, 3 % other programs, 26 % idle`. */
export const useText = (use: MachineUse | undefined): string =>
  use
    ? `cores ${percent(use.ours)} ours, ${percent(use.others)} other programs, ${percent(use.idle)} idle`
    : 'use of the cores not known here';

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const usedMs = () => ({ at: machineTime(), all: allMs(), ours: treeMs(process.pid) });

/** user, nice, system, irq and softirq of the first line; idle and iowait stand between. */
function allMs(): number {
  const [, user, nice, system, , , irq, softirq] = readFileSync('/proc/stat', 'utf8').split(/\s+/);
  return sum([user, nice, system, irq, softirq].map(Number)) * TICK_MS;
}

/** Of a process and all that it has started and that still runs. */
function treeMs(root: number): number {
  const processes = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? processOf(name) : []));
  const children = Map.groupBy(processes, ({ parent }) => parent);
  const all = (pid: number): number =>
    sum((children.get(pid) ?? []).map((child) => child.usedMs + all(child.pid)));
  return all(root) + sum(processes.flatMap(({ pid, usedMs: used }) => (pid === root ? [used] : [])));
}

/** None when it has ended meanwhile. */
function processOf(pid: string) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const [, parent, , , , , , , , , , user, system] = fields.map(Number);
    return [{ pid: Number(pid), parent: parent ?? 0, usedMs: sum([user ?? 0, system ?? 0]) * TICK_MS }];
  } catch {
    return [];
  }
}
