/** Receives events from the moment on at which it was opened. */
export interface Follower {
  /**
   * Waits for events, at most some seconds.
   * @returns their bodies exactly as they were published; none when the wait was in vain or was aborted
   */
  receive(signal: AbortSignal): Promise<readonly string[]>;
  /** Removes what was created to follow. */
  close(): Promise<void>;
}

/** Which events are wanted. An empty list means all. */
export interface EventFilter {
  readonly types: readonly string[];
  readonly providers: readonly string[];
}
