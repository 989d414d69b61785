/** The numbers of one world, or of several worlds together. */
export interface Tally {
  readonly worlds: number;
  readonly steps: number;
  /** HTTP attempts. */
  readonly deliveries: number;
  readonly acknowledged: number;
  /** Attempts that were not signed by the provider. */
  readonly forged: number;
  /** Authentic webhooks of which no attempt was answered 200. */
  readonly givenUp: number;
  /** How often a message was handed to a consumer. */
  readonly receives: number;
  readonly writes: number;
  readonly checkouts: number;
  readonly crashes: number;
  readonly failures: number;
  /** Visibility timeouts that ended early, invocations that ran out of time, and senders that hung up. */
  readonly disturbances: number;
  readonly buried: number;
  readonly redriven: number;
  /** Changes that readers saw and that were published, each once. */
  readonly transitions: number;
  /** Events that the topic accepted, repetitions included. */
  readonly published: number;
  readonly republished: number;
  readonly claims: number;
  readonly parcels: number;
}

export const nothingYet: Tally = {
  worlds: 0,
  steps: 0,
  deliveries: 0,
  acknowledged: 0,
  forged: 0,
  givenUp: 0,
  receives: 0,
  writes: 0,
  checkouts: 0,
  crashes: 0,
  failures: 0,
  disturbances: 0,
  buried: 0,
  redriven: 0,
  transitions: 0,
  published: 0,
  republished: 0,
  claims: 0,
  parcels: 0,
};
