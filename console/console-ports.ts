import type { CheckoutCounter, CheckoutReader, CheckoutStore } from '../lib/app/ports.ts';

/** Messages of a queue, as far as SQS can tell. */
export interface QueueNumbers {
  readonly waiting: number;
  /** Received by a consumer that has not deleted them yet. */
  readonly held: number;
  /** Sent, but not to be received yet. */
  readonly delayed: number;
}

/** An alarm of a stage. */
export interface StageAlarm {
  readonly name: string;
  /** `OK`, `ALARM` or `INSUFFICIENT_DATA`. */
  readonly state: string;
  readonly description: string;
}

/** A check of the deployment, and what to do if it found a problem. */
export interface CheckFinding {
  readonly check: string;
  readonly verdict: 'ok' | 'bad' | 'unknown';
  readonly detail: string;
  readonly remedy?: string;
}

/** The deployment that a console shows, through the ports that the commands use. */
export interface ConsolePorts {
  readonly reader: CheckoutReader;
  readonly store: CheckoutStore;
  readonly counter: CheckoutCounter;
  countQueue(queue: 'deliveries' | 'dead-letters'): Promise<QueueNumbers>;
  /** Undefined where there are no alarms, as on the local stack. */
  readonly readAlarms: (() => Promise<readonly StageAlarm[]>) | undefined;
  /** Checks the deployment. @param isProbing whether to send test webhooks */
  examine(isProbing: boolean): AsyncGenerator<CheckFinding>;
  /** Returns what went wrong, and what to do about it, in a sentence. */
  describe(error: unknown): string;
}

/** What a console shows, and what may be changed with it. */
export interface ConsoleSettings {
  /** The target in words: `the local stack`, `stage prod`. */
  readonly target: string;
  /** The options with which a command works on the same target: ` --stage prod`. */
  readonly suffix: string;
  readonly isReadOnly: boolean;
  /** The name that a user types to confirm a change; undefined if a click is enough, as on the local stack. */
  readonly nameToType: string | undefined;
  /** Who resolves something, by default. */
  readonly user: string;
  /** How long a read of rows serves every page that asks for the same. */
  readonly rowsMaxAgeMs: number;
}
