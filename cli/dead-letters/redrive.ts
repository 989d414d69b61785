import { bodyDigest } from '../../lib/webhook/body-digest.ts';
import { pauseUntil } from '../terminal/pause-until.ts';
import type { DeadLetterBox, HeldLetter } from './held-letter.ts';

const MS_PER_SECOND = 1_000;
/** SQS takes up to ten messages in one call. */
const BATCH_SIZE = 10;
/** How many letters a second one worker surely redrives. */
const WORKER_RATE = 50;
const MOST_WORKERS = 16;
/** SQS may return a letter again. Only several rounds in a row without a new letter mean that all have been seen. */
const IDLE_ROUNDS = 3;

export interface RedriveOptions {
  readonly isWanted: (letter: HeldLetter) => boolean;
  /**
   * Sends the texts of up to ten letters to the delivery queue. Resolves once the outcome of each is known.
   * @returns the positions of the texts that the queue has
   */
  readonly deliver: (texts: readonly string[]) => Promise<ReadonlySet<number>>;
  readonly perSecond: number;
  /** Stops the redrive after the letters under way. */
  readonly signal: AbortSignal;
  readonly onProgress?: (redriven: number) => void;
}

export interface Redriven {
  readonly redriven: number;
  /** The number of letters that became dead letters again during the redrive. They are left in the queue. */
  readonly cameBack: number;
}

/**
 * Sends dead letters back to the delivery queue, ten at a time and several tens at once. Each letter is delivered before
 * it is deleted. If the process stops in between, the webhook exists twice instead of being lost, and applying it twice
 * is harmless. When it ends, for whatever reason, it releases the letters that it has received and not deleted.
 *
 * @throws Error when the delivery queue refuses a letter, which then stays where it is
 */
export const redrive = (box: DeadLetterBox, options: RedriveOptions): Promise<Redriven> =>
  new Redrive(box, options).run();

class Redrive {
  readonly #box: DeadLetterBox;
  readonly #options: RedriveOptions;
  readonly #start = performance.now();
  /** Letters that are received and not deleted, by message id. */
  readonly #held = new Map<string, HeldLetter>();
  readonly #deleted = new Set<string>();
  /** The digests of what was delivered. */
  readonly #delivered = new Set<string>();
  #begun = 0;
  #cameBack = 0;
  #hasFailed = false;

  constructor(box: DeadLetterBox, options: RedriveOptions) {
    this.#box = box;
    this.#options = options;
  }

  async run(): Promise<Redriven> {
    const workers = Math.min(MOST_WORKERS, Math.ceil(this.#options.perSecond / WORKER_RATE));
    try {
      const ends = await Promise.allSettled(Array.from({ length: workers }, () => this.#work()));
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
      return { redriven: this.#deleted.size, cameBack: this.#cameBack };
    } finally {
      await this.#box.release([...this.#held.values()]);
    }
  }

  get #isOver(): boolean {
    return this.#hasFailed || this.#options.signal.aborted;
  }

  /** Redrives until the queue returns no new letter. If one worker fails, the others stop too. */
  async #work(): Promise<void> {
    try {
      for (let idle = 0; idle < IDLE_ROUNDS && !this.#isOver; ) {
        const letters = await this.#box.receive();
        if (letters.length === 0) return;
        const fresh = letters.filter(({ messageId }) => !this.#held.has(messageId));
        for (const letter of letters) this.#held.set(letter.messageId, letter);
        idle = fresh.length === 0 ? idle + 1 : 0;
        await this.#redriveInPortions(fresh.filter((letter) => this.#isToDeliver(letter)));
      }
    } catch (error) {
      this.#hasFailed = true;
      throw error;
    }
  }

  /** Without the check of the digest, a letter that still cannot be applied would be redriven again and again. */
  #isToDeliver(letter: HeldLetter): boolean {
    if (!this.#options.isWanted(letter)) return false;
    if (!this.#delivered.has(digestOf(letter))) return true;
    this.#cameBack += 1;
    return false;
  }

  /** Each portion has at most the number of letters that the rate allows in one second. */
  async #redriveInPortions(letters: readonly HeldLetter[]): Promise<void> {
    const size = Math.min(BATCH_SIZE, this.#options.perSecond);
    for (let start = 0; start < letters.length && !this.#isOver; start += size) {
      const portion = letters.slice(start, start + size);
      const time = this.#start + (this.#begun / this.#options.perSecond) * MS_PER_SECOND;
      this.#begun += portion.length;
      await pauseUntil(time, this.#options.signal);
      if (!this.#isOver) await this.#redrive(portion);
    }
  }

  async #redrive(letters: readonly HeldLetter[]): Promise<void> {
    // Noted before they are sent, because another worker may receive one that came back before the answer is here.
    for (const letter of letters) this.#delivered.add(digestOf(letter));
    const accepted = await this.#options.deliver(letters.map(({ text }) => text));
    const delivered = letters.filter((_letter, position) => accepted.has(position));
    await this.#box.delete(delivered);
    for (const { messageId } of delivered) {
      this.#held.delete(messageId);
      this.#deleted.add(messageId);
    }
    this.#options.onProgress?.(this.#deleted.size);
    const refused = letters.length - delivered.length;
    if (refused > 0) throw new Error(`the delivery queue refused ${refused} of ${letters.length} letters`);
  }
}

const digestOf = ({ text }: HeldLetter): string => bodyDigest(Buffer.from(text));
