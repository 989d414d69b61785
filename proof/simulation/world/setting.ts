import type { Chooser } from '../choosing/chooser.ts';
import type { Judge } from '../judging/judge.ts';
import type { Receiver } from '../receiver.ts';
import type { SimulatedLetters } from '../simulated/simulated-letters.ts';
import type { SimulatedQueue } from '../simulated/simulated-queue.ts';
import type { SimulatedSecrets } from '../simulated/simulated-secrets.ts';
import type { SimulatedStream } from '../simulated/simulated-stream.ts';
import type { SimulatedTable } from '../simulated/simulated-table.ts';
import type { SkewedClock } from '../simulated/skewed-clock.ts';
import type { Diary } from './diary.ts';
import type { Scheduler } from './scheduler.ts';
import type { Storm } from './storm.ts';

/** The parts that everything in a world shares. */
export interface Setting {
  readonly receiver: Receiver;
  readonly chooser: Chooser;
  readonly storm: Storm;
  readonly diary: Diary;
  readonly scheduler: Scheduler;
  readonly judge: Judge;
  readonly clock: SkewedClock;
  readonly queue: SimulatedQueue;
  readonly letters: SimulatedLetters;
  readonly secrets: SimulatedSecrets;
  readonly table: SimulatedTable;
  /** It has no lanes, and keeps nothing, in a world without a merchant. */
  readonly stream: SimulatedStream;
}
