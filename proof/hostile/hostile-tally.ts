/** The numbers of a run. */
export interface HostileTally {
  readonly requests: number;
  /** Requests with a valid signature, which must be answered 200. */
  readonly authentic: number;
  /** Requests that must be answered with a 4xx. */
  readonly refused: number;
  /** Requests that must be answered 503, because no secret is configured. */
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
