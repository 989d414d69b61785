import { describe, expect, it } from 'vitest';
import type { DeadLetterBox, HeldLetter } from '../../../cli/dead-letters/held-letter.ts';
import { resendLetters } from '../../../cli/notify/resend-letters.ts';

const letter = (group: string, text: string): HeldLetter => ({
  messageId: `id of ${text}`,
  receipt: `receipt of ${text}`,
  text,
  group,
  sentAt: '2026-01-01T00:00:00.000Z',
  receiveCount: 1,
});

/** A FIFO queue: while it holds a letter of a group, it gives out no other one of that group. */
class FifoBox implements DeadLetterBox {
  readonly log: string[] = [];
  readonly #waiting: HeldLetter[];
  readonly #held = new Set<HeldLetter>();

  constructor(...letters: readonly HeldLetter[]) {
    this.#waiting = letters.toSorted((left, right) => left.text.localeCompare(right.text));
  }

  get left(): readonly string[] {
    return [...this.#held, ...this.#waiting].map(({ text }) => text).toSorted();
  }
  add(more: HeldLetter): void {
    this.#waiting.push(more);
  }
  async receive(): Promise<readonly HeldLetter[]> {
    const blocked = new Set([...this.#held].map(({ group }) => group));
    const given = this.#waiting.filter(({ group }) => !blocked.has(group)).slice(0, 10);
    for (const each of given) {
      this.#held.add(each);
      this.#waiting.splice(this.#waiting.indexOf(each), 1);
    }
    return given;
  }
  async delete(letters: readonly HeldLetter[]): Promise<void> {
    for (const each of letters) {
      this.log.push(`delete ${each.text}`);
      this.#held.delete(each);
    }
  }
  async release(letters: readonly HeldLetter[]): Promise<void> {
    for (const each of letters) {
      this.#held.delete(each);
      this.#waiting.unshift(each);
    }
  }
}

const running = new AbortController().signal;

describe('resendLetters', () => {
  it('sends each letter before it deletes it', async () => {
    const box = new FifoBox(letter('a', 'a1'), letter('a', 'a2'));
    const send = async ({ text }: HeldLetter) => void box.log.push(`send ${text}`);
    expect(await resendLetters(box, { send, signal: running })).toEqual({ resent: 2, cameBack: 0 });
    expect(box.log).toEqual(['send a1', 'delete a1', 'send a2', 'delete a2']);
  });

  it('keeps a letter that the queue refuses, and the later ones of its checkout', async () => {
    const box = new FifoBox(letter('a', 'a1'), letter('a', 'a2'), letter('a', 'a3'), letter('b', 'b1'));
    const send = async ({ text }: HeldLetter) => {
      if (text === 'a2') throw new Error('refused');
    };
    await expect(resendLetters(box, { send, signal: running })).rejects.toThrow('refused');
    expect(box.left).toEqual(['a2', 'a3']);
  });

  it('stops between two letters, and loses none', async () => {
    const controller = new AbortController();
    const box = new FifoBox(letter('a', 'a1'), letter('a', 'a2'), letter('a', 'a3'));
    const onProgress = (resent: number) => resent === 2 && controller.abort();
    const signal = controller.signal;
    expect(await resendLetters(box, { send: async () => undefined, signal, onProgress })).toMatchObject({
      resent: 2,
    });
    expect(box.left).toEqual(['a3']);
  });

  it('does not send a letter again that came back', async () => {
    const box = new FifoBox(letter('a', 'a1'));
    const send = async ({ text }: HeldLetter) => {
      box.add({ ...letter('a', text), messageId: 'another id' });
    };
    expect(await resendLetters(box, { send, signal: running })).toEqual({ resent: 1, cameBack: 1 });
    expect(box.left).toEqual(['a1']);
  });
});
