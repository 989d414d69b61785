import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { sum } from '../kit/statistics.ts';

const NS_PER_MS = 1e6;

/** Milliseconds that the threads of a Node process have computed. */
export interface ThreadTimes {
  /** The thread of the program itself. */
  readonly main: number;
  /** Worker threads: here the execution environments of the functions. */
  readonly workers: number;
  /** V8's and libuv's own: compiling, collecting garbage. */
  readonly helpers: number;
}

/** Whether this system tells. */
export const tellsThreadTimes = (): boolean => existsSync('/proc/self/schedstat');

export function threadTimes(pid: number): ThreadTimes {
  const threads = readdirSync(`/proc/${pid}/task`).map((id) => threadOf(pid, id));
  const of = (kind: keyof ThreadTimes) =>
    sum(threads.filter((thread) => thread.kind === kind).map(({ ms }) => ms));
  return { main: of('main'), workers: of('workers'), helpers: of('helpers') };
}

function threadOf(pid: number, id: string): { readonly kind: keyof ThreadTimes; readonly ms: number } {
  const read = (file: string) => readFileSync(`/proc/${pid}/task/${id}/${file}`, 'utf8').trim();
  const ms = Number(read('schedstat').split(' ', 1)[0]) / NS_PER_MS;
  if (id === String(pid)) return { kind: 'main', ms };
  return { kind: read('comm') === 'WorkerThread' ? 'workers' : 'helpers', ms };
}
