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

/** A queue that writes down what is done with it. */
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

const run = (box: Box, given: Partial<RedriveOptions> = {}) =>
  redrive(box, {
    isWanted: () => true,
    deliver: async (text) => void box.log.push(`deliver ${text}`),
    perSecond: 1_000,
    signal: new AbortController().signal,
    ...given,
  });

describe('redrive', () => {
  it('delivers each letter first and deletes it then, never the other way round', async () => {
    const box = new Box(letter('a'), letter('b'));
    expect(await run(box)).toEqual({ redriven: 2, cameBack: 0 });
    expect(box.log).toEqual(['deliver text of a', 'delete a', 'deliver text of b', 'delete b']);
    expect(box.visible).toEqual([]);
  });

  it('leaves a letter where it was when it cannot be delivered, and lets go of all the others', async () => {
    const box = new Box(letter('a'), letter('b'), letter('c'));
    const deliver = async (text: string) => {
      if (text === 'text of b') throw new Error('the queue is down');
    };
    await expect(run(box, { deliver })).rejects.toThrow('the queue is down');
    expect(box.log).toEqual(['delete a']);
    expect(box.visible.map(({ messageId }) => messageId).toSorted()).toEqual(['b', 'c']);
  });

  it('touches only what is wanted', async () => {
    const box = new Box(letter('a'), letter('b'), letter('c'));
    expect(await run(box, { isWanted: ({ messageId }) => messageId === 'b' })).toMatchObject({ redriven: 1 });
    expect(box.visible.map(({ messageId }) => messageId)).toEqual(['a', 'c']);
  });

  it('stops between two letters when interrupted: none is delivered that is not deleted', async () => {
    const controller = new AbortController();
    const box = new Box(letter('a'), letter('b'), letter('c'), letter('d'));
    const stopAfterTwo = (redriven: number) => redriven === 2 && controller.abort();
    await run(box, { signal: controller.signal, onProgress: stopAfterTwo, perSecond: 1 });
    expect(box.log).toEqual(['deliver text of a', 'delete a', 'deliver text of b', 'delete b']);
    expect(box.visible.map(({ messageId }) => messageId)).toEqual(['c', 'd']);
  }, 3_000);

  it('does not send a letter round and round that comes back at once', async () => {
    const box = new Box(letter('a'));
    const deliver = async (text: string) => void box.visible.push(letter(`again ${box.log.length}`, text));
    expect(await run(box, { deliver })).toEqual({ redriven: 1, cameBack: 1 });
    expect(box.visible).toHaveLength(1);
  });

  it('keeps to the rate', async () => {
    const start = performance.now();
    await run(new Box(letter('a'), letter('b'), letter('c')), { perSecond: 20 });
    expect(performance.now() - start).toBeGreaterThanOrEqual(140);
  });
});

describe('eachLetter', () => {
  it('gives each letter once, even if the queue hands it out again and again', async () => {
    const box = new Box();
    box.receive = async () => [letter('a'), letter('b')];
    const seen: string[] = [];
    for await (const { messageId } of eachLetter(box)) seen.push(messageId);
    expect(seen).toEqual(['a', 'b']);
  });

  it('lets go of everything when the reader stops in the middle', async () => {
    const box = new Box(letter('a'), letter('b'), letter('c'));
    for await (const _letter of eachLetter(box)) break;
    expect(box.visible).toHaveLength(3);
  });
});
