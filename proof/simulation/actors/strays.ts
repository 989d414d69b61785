import type { Setting } from '../world/setting.ts';
import type { MoveSource } from './move-source.ts';

/** Messages that somebody puts into the queue without ingest. None of them can ever succeed. */
export class Strays implements MoveSource {
  readonly #setting: Setting;
  readonly #texts: string[];

  constructor(setting: Setting, texts: readonly string[]) {
    this.#setting = setting;
    this.#texts = [...texts];
  }

  available(): number {
    return this.#texts.length;
  }

  take(index: number): void {
    const [text] = this.#texts.splice(index, 1);
    if (text === undefined) return;
    const messageId = this.#setting.queue.put(text, { name: 'a stray' });
    this.#setting.diary.write(() => `somebody puts a stray into the queue as ${messageId}`);
  }
}
