import type { Actor } from '../actors/actor.ts';
import type { Origin } from '../world/origin.ts';

/** As in resources/queues.yml. A message that was received more often moves to the dead-letter queue. */
export const MAX_RECEIVES = 5;

export interface Message {
  readonly messageId: string;
  readonly text: string;
  readonly origin: Origin;
  receives: number;
  /** The invocation that received it last and keeps it invisible. */
  holder: Actor | undefined;
}

/**
 * The queue as SQS documents it. A message that is received stays in the queue, invisible, until it is deleted or its
 * visibility timeout ends, even if the receiver has died.
 */
export class SimulatedQueue {
  readonly #messages: Message[] = [];
  #numbered = 0;

  /** Every message that was ever in the queue, by its text. */
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

  /** All invocations that keep messages invisible. */
  holders(): readonly Actor[] {
    const holders = this.#messages.flatMap(({ holder }) => holder ?? []);
    return [...new Set(holders)];
  }

  /** Ends the visibility timeout of the messages that this invocation received. */
  release(holder: Actor): void {
    for (const message of this.#messages) if (message.holder === holder) message.holder = undefined;
  }

  delete(message: Message): void {
    const index = this.#messages.indexOf(message);
    if (index >= 0) this.#messages.splice(index, 1);
  }
}
