/** A dead letter that this process has received, so that nobody else receives it for a while. */
export interface HeldLetter {
  readonly messageId: string;
  readonly receipt: string;
  /** The original queue message. */
  readonly text: string;
  /** Why it is a dead letter. Absent if SQS moved it after too many failed receives. */
  readonly reason?: string;
  readonly provider?: string;
  /** Stands for its checkout. Only the letters of a FIFO queue have one. */
  readonly group?: string;
  /** When it was first sent to a queue (UTC, milliseconds). */
  readonly sentAt: string;
  /** Counts this receive too. */
  readonly receiveCount: number;
}

/** The dead-letter queue, as the commands use it. */
export interface DeadLetterBox {
  /** Receives and holds some letters. Returns none if all the letters in the queue are held. */
  receive(): Promise<readonly HeldLetter[]>;
  /** Deletes letters, as many as there are. @throws Error when some are not deleted */
  delete(letters: readonly HeldLetter[]): Promise<void>;
  /** Lets others receive the letters at once. */
  release(letters: readonly HeldLetter[]): Promise<void>;
}
