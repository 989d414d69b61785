import type { MoveSource } from '../actors/move-source.ts';
import type { Diary } from '../world/diary.ts';
import type { Origin } from '../world/origin.ts';
import type { SimulatedQueue } from './simulated-queue.ts';

export interface Letter {
  readonly text: string;
  readonly origin: Origin;
  /** Why our code put it here; left out when the queue's redrive policy moved it. */
  readonly reason?: string;
}

/**
 * The dead-letter queue. A letter without a reason only failed too often, and a person redrives it: at any time, and
 * at the latest when nothing goes wrong any more.
 */
export class SimulatedLetters implements MoveSource {
  readonly letters: Letter[] = [];
  redriven = 0;
  readonly #queue: SimulatedQueue;
  readonly #diary: Diary;

  constructor(queue: SimulatedQueue, diary: Diary) {
    this.#queue = queue;
    this.#diary = diary;
  }

  holds(text: string): boolean {
    return this.letters.some((letter) => letter.text === text);
  }

  get state(): readonly string[] {
    return this.letters.map(({ text, reason }) => JSON.stringify([text, reason])).toSorted();
  }

  available(): number {
    return this.#withoutReason().length;
  }

  take(index: number): void {
    const letter = this.#withoutReason()[index];
    if (!letter) return;
    this.letters.splice(this.letters.indexOf(letter), 1);
    const messageId = this.#queue.put(letter.text, letter.origin);
    this.redriven += 1;
    this.#diary.write(() => `a person redrives ${letter.origin.name} as ${messageId}`);
  }

  #withoutReason(): readonly Letter[] {
    return this.letters.filter((letter) => letter.reason === undefined);
  }
}
