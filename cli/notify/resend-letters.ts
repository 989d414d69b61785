import pLimit from 'p-limit';
import { bodyDigest } from '../../lib/webhook/body-digest.ts';
import type { DeadLetterBox, HeldLetter } from '../dead-letters/held-letter.ts';

/** How many checkouts are sent at the same time. */
const CONCURRENCY = 10;
/** SQS may return a letter again. Only several rounds in a row without a new letter mean that all have been seen. */
const IDLE_ROUNDS = 3;

export interface ResendOptions {
  /** Resolves once the queue has the letter. */
  readonly send: (letter: HeldLetter) => Promise<void>;
  /** Stops after the letters under way. */
  readonly signal: AbortSignal;
  readonly onProgress?: (resent: number) => void;
}

export interface Resent {
  readonly resent: number;
  /** The number of letters that became dead letters again meanwhile. They are left in the queue. */
  readonly cameBack: number;
}

/**
 * Sends the dead letters of notify back to its queue. Those of one checkout are sent one after the other, in their
 * order. Each is sent before it is deleted. If the process stops in between, the event is sent twice, under one id.
 *
 * @throws Error when the queue refuses a letter. That letter and the later ones of its checkout stay where they are
 */
export const resendLetters = (box: DeadLetterBox, options: ResendOptions): Promise<Resent> =>
  new Resend(box, options).run();

class Resend {
  readonly #box: DeadLetterBox;
  readonly #options: ResendOptions;
  /** Letters that are received and not deleted, by message id. */
  readonly #held = new Map<string, HeldLetter>();
  /** The digests of what was sent. */
  readonly #sent = new Set<string>();
  #resent = 0;
  #cameBack = 0;

  constructor(box: DeadLetterBox, options: ResendOptions) {
    this.#box = box;
    this.#options = options;
  }

  async run(): Promise<Resent> {
    try {
      for (let idle = 0; idle < IDLE_ROUNDS && !this.#options.signal.aborted; ) {
        const letters = await this.#box.receive();
        if (letters.length === 0) break;
        const fresh = letters.filter(({ messageId }) => !this.#held.has(messageId));
        for (const letter of letters) this.#held.set(letter.messageId, letter);
        idle = fresh.length === 0 ? idle + 1 : 0;
        await this.#resend(fresh);
      }
      return { resent: this.#resent, cameBack: this.#cameBack };
    } finally {
      await this.#box.release([...this.#held.values()]);
    }
  }

  /** Waits for every checkout before it throws, so that each letter that was sent is deleted. */
  async #resend(letters: readonly HeldLetter[]): Promise<void> {
    const limit = pLimit(CONCURRENCY);
    const checkouts = Map.groupBy(letters, ({ group, messageId }) => group ?? messageId);
    const ends = await Promise.allSettled(
      [...checkouts.values()].map((ofCheckout) => limit(() => this.#resendInOrder(ofCheckout))),
    );
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }

  async #resendInOrder(ofCheckout: readonly HeldLetter[]): Promise<void> {
    for (const letter of ofCheckout) {
      if (this.#options.signal.aborted) return;
      const digest = bodyDigest(Buffer.from(letter.text));
      if (this.#sent.has(digest)) {
        this.#cameBack += 1;
        continue;
      }
      this.#sent.add(digest);
      await this.#options.send(letter);
      await this.#box.delete([letter]);
      this.#held.delete(letter.messageId);
      this.#resent += 1;
      this.#options.onProgress?.(this.#resent);
    }
  }
}
