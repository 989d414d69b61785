import type { DeadLetterBox, HeldLetter } from '../../../cli/dead-letters/held-letter.ts';

/**
 * The dead-letter queue for someone who is alone with it: what was received stays held, and is remembered.
 *
 * Letters are not released between two looks: with its persistence on, the queue's emulator fails on a visibility
 * time-out of zero, and the message is gone from its memory until it is started again.
 */
export class LetterBox implements DeadLetterBox {
  readonly #box: DeadLetterBox;
  /** Received and not deleted, by id. */
  readonly held = new Map<string, HeldLetter>();

  constructor(box: DeadLetterBox) {
    this.#box = box;
  }

  async receive(): Promise<readonly HeldLetter[]> {
    const letters = await this.#box.receive();
    for (const letter of letters) this.held.set(letter.messageId, letter);
    return letters;
  }

  async delete(letter: HeldLetter): Promise<void> {
    await this.#box.delete(letter);
    this.held.delete(letter.messageId);
  }

  async release(): Promise<void> {}
}
