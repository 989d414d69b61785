import { describe, expect, it } from 'vitest';
import { eachLetter } from '../../../cli/dead-letters/each-letter.ts';
import type { DeadLetterBox, HeldLetter } from '../../../cli/dead-letters/held-letter.ts';
import { type RedriveOptions, redrive } from '../../../cli/dead-letters/redrive.ts';

const letter = (messageId: string, text = `text of ${messageId}`): HeldLetter => ({
  messageId,
  receipt: `receipt of ${messageId}`,
  text,
  sentAt: '2026-01-01T00:00:00.000Z',
  receiveCount: 1,
});

/** A queue that logs every call. */
class Box implements DeadLetterBox {
  readonly log: string[] = [];
  readonly visible: HeldLetter[];

  constructor(...letters: readonly HeldLetter[]) {
    this.visible = [...letters];
  }

  async receive(): Promise<readonly HeldLetter[]> {
    return this.visible.splice(0, 2);
  }
  async delete({ messageId }: HeldLetter): Promise<void> {
    this.log.push(`delete ${messageId}`);
  }
  async release(letters: readonly HeldLetter[]): Promise<void> {
    this.visible.push(...letters);
  }
}

const run = (box: Box, overrides: Partial<RedriveOptions> = {}) =>
  redrive(box, {
    isWanted: () => true,
    deliver: async (text) => void box.log.push(`deliver ${text}`),
    perSecond: 1_000,
    signal: new AbortController().signal,
    ...overrides,
  });

describe('redrive', () => {
  it('delivers each letter before it deletes it', async () => {
    const box = new Box(letter('a'), letter('b'));
    expect(await run(box)).toEqual({ redriven: 2, cameBack: 0 });
    expect(box.log).toEqual(['deliver text of a', 'delete a', 'deliver text of b', 'delete b']);
    expect(box.visible).toEqual([]);
  });

  it('keeps a letter that cannot be delivered, and releases all others', async () => {
    const box = new Box(letter('a'), letter('b'), letter('c'));
    const deliver = async (text: string) => {
      if (text === 'text of b') throw new Error('the queue is down');
    };
    await expect(run(box, { deliver })).rejects.toThrow('the queue is down');
    expect(box.log).toEqual(['delete a']);
    expect(box.visible.map(({ messageId }) => messageId).toSorted()).toEqual(['b', 'c']);
  });

  it('redrives only the letters that are wanted', async () => {
    const box = new Box(letter('a'), letter('b'), letter('c'));
    expect(await run(box, { isWanted: ({ messageId }) => messageId === 'b' })).toMatchObject({ redriven: 1 });
    expect(box.visible.map(({ messageId }) => messageId)).toEqual(['a', 'c']);
  });

  it('stops between two letters, so that every delivered letter is deleted', async () => {
    const controller = new AbortController();
    const box = new Box(letter('a'), letter('b'), letter('c'), letter('d'));
    const stopAfterTwo = (redriven: number) => redriven === 2 && controller.abort();
    await run(box, { signal: controller.signal, onProgress: stopAfterTwo, perSecond: 1 });
    expect(box.log).toEqual(['deliver text of a', 'delete a', 'deliver text of b', 'delete b']);
    expect(box.visible.map(({ messageId }) => messageId)).toEqual(['c', 'd']);
  }, 3_000);

  it('does not redrive a letter again that failed again', async () => {
    const box = new Box(letter('a'));
    const deliver = async (text: string) => void box.visible.push(letter(`again ${box.log.length}`, text));
    expect(await run(box, { deliver })).toEqual({ redriven: 1, cameBack: 1 });
    expect(box.visible).toHaveLength(1);
  });

  it('does not exceed the rate', async () => {
    const start = performance.now();
    await run(new Box(letter('a'), letter('b'), letter('c')), { perSecond: 20 });
    expect(performance.now() - start).toBeGreaterThanOrEqual(140);
  });
});

describe('eachLetter', () => {
  it('yields each letter once, even if the queue returns it again and again', async () => {
    const box = new Box();
    box.receive = async () => [letter('a'), letter('b')];
    const seen: string[] = [];
    for await (const { messageId } of eachLetter(box)) seen.push(messageId);
    expect(seen).toEqual(['a', 'b']);
  });

  it('releases all letters if the caller stops early', async () => {
    const box = new Box(letter('a'), letter('b'), letter('c'));
    for await (const _letter of eachLetter(box)) break;
    expect(box.visible).toHaveLength(3);
  });
});
