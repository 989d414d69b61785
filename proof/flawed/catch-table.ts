import { catchers, type Objection, realParts } from './catchers.ts';
import type { FlawedReceiver } from './flawed-receiver.ts';
import { flawedReceivers } from './receivers.ts';

/** What a suite had against a receiver. */
export interface Catch {
  readonly suite: string;
  readonly objection: Objection;
}

export interface CatchRow {
  readonly receiver: string;
  /** Empty would be a hole in the suites. */
  readonly caughtBy: readonly Catch[];
}

/** Tries a receiver on suite after suite. @param most ends after so many that catch it */
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
 * Which suites catch which flawed receiver: plain data, for the documentation.
 * @param most 1 is enough to know that each is caught; to try every suite on every receiver takes minutes
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
