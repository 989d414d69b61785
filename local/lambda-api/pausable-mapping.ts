/** An event source mapping that can be disabled and enabled again while it runs. */
export interface PausableMapping {
  /** The name of the deployed function. */
  readonly functionName: string;
  readonly eventSourceArn: string;
  readonly enabled: boolean;
  /** Receives no more events. Resolves when the batches in progress have ended. */
  pause(): Promise<void>;
  /** Receives events again, from where it stopped. */
  resume(): Promise<void>;
}
