import { catchers, type Objection, realParts } from './catchers.ts';
import type { FlawedReceiver } from './flawed-receiver.ts';
import { flawedReceivers } from './receivers.ts';

/** A suite that caught a receiver, and its objection. */
export interface Catch {
  readonly suite: string;
  readonly objection: Objection;
}

export interface CatchRow {
  readonly receiver: string;
  /** If this is empty, the suites have a hole. */
  readonly caughtBy: readonly Catch[];
}

/** Tries a receiver on one suite after the other. @param most ends when this many suites have caught it */
export async function catchesOf({ parts }: FlawedReceiver, most: number): Promise<readonly Catch[]> {
  const catches: Catch[] = [];
  for (const { name, judge } of catchers) {
    if (catches.length === most) break;
    const objection = await judge({ ...realParts, ...parts });
    if (objection) catches.push({ suite: name, objection });
  }
  return catches;
}

/**
 * Returns which suites catch which flawed receiver, as plain data.
 *
 * @param most ends with a receiver when this many suites have caught it; trying every suite takes minutes
 */
export async function catchTable(
  most = 1,
  progress: (receiver: string) => void = () => {},
): Promise<readonly CatchRow[]> {
  const rows: CatchRow[] = [];
  for (const receiver of flawedReceivers) {
    progress(receiver.name);
    rows.push({ receiver: receiver.name, caughtBy: await catchesOf(receiver, most) });
  }
  return rows;
}
