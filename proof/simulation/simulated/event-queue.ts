import type { ChangeEvent } from '../../../lib/events/change-event.ts';
import type { Actor } from '../actors/actor.ts';

export type QueueKind = 'fifo' | 'standard';

export interface EventMessage {
  readonly event: ChangeEvent;
  /** The worker that received it last and keeps it invisible. */
  holder: Actor | undefined;
}

/**
 * A queue that subscribes to the topic. A FIFO queue has the events of one checkout in their order, and while one of
 * them is received the later ones wait. A standard queue has no order. Neither drops an event that is repeated: here no
 * deduplication window exists.
 */
export class EventQueue {
  readonly kind: QueueKind;
  readonly #messages: EventMessage[] = [];

  constructor(kind: QueueKind) {
    this.kind = kind;
  }

  get size(): number {
    return this.#messages.length;
  }

  get state(): unknown {
    return this.#messages.map(({ event, holder }) => [event, holder?.name]);
  }

  put(event: ChangeEvent): void {
    this.#messages.push({ event, holder: undefined });
  }

  visible(): readonly EventMessage[] {
    const free: EventMessage[] = [];
    const groups = new Set<string>();
    for (const message of this.#messages) {
      const isNext = this.kind === 'standard' || !groups.has(message.event.source);
      if (isNext && message.holder === undefined) free.push(message);
      groups.add(message.event.source);
    }
    return free;
  }

  /** All workers that keep messages invisible. */
  holders(): readonly Actor[] {
    return [...new Set(this.#messages.flatMap(({ holder }) => holder ?? []))];
  }

  /** Ends the visibility timeout of the message that this worker received. */
  release(holder: Actor): void {
    for (const message of this.#messages) if (message.holder === holder) message.holder = undefined;
  }

  delete(message: EventMessage): void {
    const index = this.#messages.indexOf(message);
    if (index >= 0) this.#messages.splice(index, 1);
  }
}
