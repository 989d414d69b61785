import type { DeadLetterBox, HeldLetter } from '../../../cli/dead-letters/held-letter.ts';

/**
 * The dead-letter queue for its only reader: it remembers what was received and keeps it held.
 *
 * Letters are not released between two looks. With its persistence on, the queue's emulator fails on a visibility
 * timeout of zero, and the message is gone from its memory until the emulator starts again.
 */
export class LetterBox implements DeadLetterBox {
  readonly #box: DeadLetterBox;
  /** The letters that were received and not deleted, by message id. */
  readonly held = new Map<string, HeldLetter>();

  constructor(box: DeadLetterBox) {
    this.#box = box;
  }

  async receive(): Promise<readonly HeldLetter[]> {
    const letters = await this.#box.receive();
    for (const letter of letters) this.held.set(letter.messageId, letter);
    return letters;
  }

  async delete(letters: readonly HeldLetter[]): Promise<void> {
    await this.#box.delete(letters);
    for (const { messageId } of letters) this.held.delete(messageId);
  }

  async release(): Promise<void> {}
}
