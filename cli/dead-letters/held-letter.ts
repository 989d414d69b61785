/** A dead letter that nobody else gets for a while, because we have received it. */
export interface HeldLetter {
  readonly messageId: string;
  readonly receipt: string;
  /** The queue message as it was. */
  readonly text: string;
  /** Why it was put aside; none when SQS moved it after too many failed receives. */
  readonly reason?: string;
  readonly provider?: string;
  /** When it was put into the queue that it was first in (UTC, milliseconds). */
  readonly sentAt: string;
  /** Looking at it counts as receiving it. */
  readonly receiveCount: number;
}

/** The dead-letter queue, seen by a person who goes through it. */
export interface DeadLetterBox {
  /** Some, held; none when there are no more that nobody holds. */
  receive(): Promise<readonly HeldLetter[]>;
  delete(letter: HeldLetter): Promise<void>;
  /** Lets others have them again at once. */
  release(letters: readonly HeldLetter[]): Promise<void>;
}
