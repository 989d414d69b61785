/** What a run did, in numbers. */
export interface HostileTally {
  readonly requests: number;
  /** Answered 200: signed, and now in the queue. */
  readonly authentic: number;
  readonly refused: number;
  /** Refused with a 5xx of the table of answers: no secret is configured. */
  readonly unavailable: number;
  readonly inRows: number;
  readonly deadLettered: number;
  readonly ignored: number;
}

export const nothingYet: HostileTally = {
  requests: 0,
  authentic: 0,
  refused: 0,
  unavailable: 0,
  inRows: 0,
  deadLettered: 0,
  ignored: 0,
};
