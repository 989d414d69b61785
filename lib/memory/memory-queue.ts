import type { DeadLetter, DeadLetterQueue, DeliveryQueue } from '../app/ports.ts';
import type { QueueMessage } from '../webhook/queue-message.ts';

/** A queue in process, holding what was sent in order. */
export class MemoryQueue implements DeliveryQueue {
  readonly messages: { readonly messageId: string; readonly text: string }[] = [];

  async send(message: QueueMessage): Promise<string> {
    const messageId = `message-${this.messages.length + 1}`;
    this.messages.push({ messageId, text: JSON.stringify(message) });
    return messageId;
  }
}

export class MemoryDeadLetterQueue implements DeadLetterQueue {
  readonly letters: DeadLetter[] = [];

  async send(letter: DeadLetter): Promise<void> {
    this.letters.push(letter);
  }
}
