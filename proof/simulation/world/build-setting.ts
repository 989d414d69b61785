import type { Chooser } from '../choosing/chooser.ts';
import { Judge } from '../judging/judge.ts';
import type { Plan } from '../plan/plan.ts';
import type { Receiver } from '../receiver.ts';
import { SimulatedLetters } from '../simulated/simulated-letters.ts';
import { SimulatedQueue } from '../simulated/simulated-queue.ts';
import { SimulatedSecrets } from '../simulated/simulated-secrets.ts';
import { SimulatedStream } from '../simulated/simulated-stream.ts';
import { SimulatedTable } from '../simulated/simulated-table.ts';
import { SkewedClock } from '../simulated/skewed-clock.ts';
import { Diary } from './diary.ts';
import { Scheduler } from './scheduler.ts';
import type { Setting } from './setting.ts';
import { Storm } from './storm.ts';

export interface WorldOptions {
  readonly receiver: Receiver;
  readonly chooser: Chooser;
  readonly plan: Plan;
  /** Whether the schedule is recorded in words. */
  readonly isShown: boolean;
  /** The number of faults in the world, at most. By default there is no limit. */
  readonly mostFaults?: number;
  /** Called before each step. When it returns true, everything that follows is known and the run ends. */
  readonly isKnown?: (state: () => string) => boolean;
}

/** Builds the parts of a world that share everything. */
export function buildSetting({ receiver, chooser, plan, ...options }: WorldOptions): Setting {
  const storm = new Storm(chooser, plan.roughness, options.mostFaults ?? Number.POSITIVE_INFINITY);
  const diary = new Diary(options.isShown);
  const scheduler = new Scheduler(storm, diary, options.isKnown !== undefined);
  const judge = new Judge();
  const queue = new SimulatedQueue();
  const pause = () => scheduler.pause(() => table.state);
  const stream = new SimulatedStream(plan.merchant?.lanes ?? 0);
  const table = new SimulatedTable(receiver.createTable(pause), scheduler, (write) => {
    judge.sawWrite(write);
    stream.add(write.key, write);
  });
  return {
    receiver,
    chooser,
    storm,
    diary,
    scheduler,
    judge,
    queue,
    clock: new SkewedClock(chooser, plan.hasSkew),
    letters: new SimulatedLetters(queue, diary),
    secrets: new SimulatedSecrets(chooser, diary, scheduler, plan),
    table,
    stream,
  };
}
