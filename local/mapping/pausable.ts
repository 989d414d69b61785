import type { Stoppable } from '../emulators/restartable.ts';

/** An event source mapping can be disabled and enabled again, as with Lambda's `UpdateEventSourceMapping`. */
export interface Pausable extends Stoppable {
  readonly enabled: boolean;
  /** Takes nothing new. Resolves when the batches in progress have ended. */
  pause(): Promise<void>;
  /** Goes on where it paused. */
  resume(): Promise<void>;
}
