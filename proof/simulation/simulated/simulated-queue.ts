import type { Actor } from '../actors/actor.ts';
import type { Origin } from '../world/origin.ts';

/** As in resources/queues.yml: received more often than that, a message moves to the dead-letter queue. */
export const MAX_RECEIVES = 5;

export interface Message {
  readonly messageId: string;
  readonly text: string;
  readonly origin: Origin;
  receives: number;
  /** Who received it last and keeps it out of sight, if anyone. */
  holder: Actor | undefined;
}

/**
 * The queue as SQS documents it: what is received stays, out of sight, until it is deleted or its visibility
 * time-out ends, whatever became of the receiver.
 */
export class SimulatedQueue {
  readonly #messages: Message[] = [];
  #numbered = 0;

  /** Everything that was ever in it, by its text. */
  readonly sent = new Map<string, Origin>();

  get size(): number {
    return this.#messages.length;
  }

  get state(): unknown {
    return this.#messages.map(({ text, receives, holder }) => [text, receives, holder?.name]);
  }

  put(text: string, origin: Origin): string {
    this.#numbered += 1;
    const messageId = `message-${this.#numbered}`;
    this.sent.set(text, origin);
    this.#messages.push({ messageId, text, origin, receives: 0, holder: undefined });
    return messageId;
  }

  visible(): readonly Message[] {
    return this.#messages.filter((message) => message.holder === undefined);
  }

  /** Everyone who keeps messages out of sight. */
  holders(): readonly Actor[] {
    const holders = this.#messages.flatMap(({ holder }) => holder ?? []);
    return [...new Set(holders)];
  }

  /** Ends the visibility time-out of what was received by this one. */
  release(holder: Actor): void {
    for (const message of this.#messages) if (message.holder === holder) message.holder = undefined;
  }

  delete(message: Message): void {
    const index = this.#messages.indexOf(message);
    if (index >= 0) this.#messages.splice(index, 1);
  }
}
