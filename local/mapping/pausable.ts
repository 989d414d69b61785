import type { Stoppable } from '../emulators/restartable.ts';

/** An event source mapping can be disabled and enabled again, as with Lambda's `UpdateEventSourceMapping`. */
export interface Pausable extends Stoppable {
  readonly enabled: boolean;
  /** Takes nothing new. Batches in progress end. */
  pause(): void;
  /** Goes on where it paused. */
  resume(): void;
}
