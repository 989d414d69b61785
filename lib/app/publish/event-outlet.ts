import type { ChangeEvent } from '../../events/change-event.ts';

/** Where the events of changes leave the service. */
export interface EventOutlet {
  /**
   * Resolves only once the outlet has durably accepted the event. Events with the same `source` must reach subscribers
   * in the order in which they were accepted.
   * @throws PortFault when it is not known to be accepted
   */
  publish(event: ChangeEvent, signal: AbortSignal): Promise<void>;
}
