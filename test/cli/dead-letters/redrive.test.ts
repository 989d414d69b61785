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
  async delete(letters: readonly HeldLetter[]): Promise<void> {
    for (const { messageId } of letters) this.log.push(`delete ${messageId}`);
  }
  async release(letters: readonly HeldLetter[]): Promise<void> {
    this.visible.push(...letters);
  }
}

const ONE_WORKER = 50;
const all = (texts: readonly string[]) => new Set(texts.keys());

const run = (box: Box, overrides: Partial<RedriveOptions> = {}) =>
  redrive(box, {
    isWanted: () => true,
    deliver: async (texts) => {
      for (const text of texts) box.log.push(`deliver ${text}`);
      return all(texts);
    },
    perSecond: ONE_WORKER,
    signal: new AbortController().signal,
    ...overrides,
  });

describe('redrive', () => {
  it('delivers each letter before it deletes it', async () => {
    const box = new Box(letter('a'), letter('b'), letter('c'));
    expect(await run(box)).toEqual({ redriven: 3, cameBack: 0 });
    const [first, second] = [box.log.slice(0, 4), box.log.slice(4)];
    expect(first).toEqual(['deliver text of a', 'deliver text of b', 'delete a', 'delete b']);
    expect(second).toEqual(['deliver text of c', 'delete c']);
    expect(box.visible).toEqual([]);
  });

  it('keeps a letter that the queue refuses, deletes the others of its batch, and releases the rest', async () => {
    const box = new Box(letter('a'), letter('b'), letter('c'));
    const deliver = async (texts: readonly string[]) =>
      new Set([...texts.keys()].filter((position) => texts[position] !== 'text of b'));
    await expect(run(box, { deliver })).rejects.toThrow('refused 1 of 2 letters');
    expect(box.log).toEqual(['delete a']);
    expect(box.visible.map(({ messageId }) => messageId).toSorted()).toEqual(['b', 'c']);
  });

  it.each([
    ['one worker', ONE_WORKER],
    ['several', 1_000],
  ])('loses no letter if the queue is down for a while (%s)', async (_what, perSecond) => {
    const letters = Array.from({ length: 40 }, (_, index) => letter(`l${index}`));
    const box = new Box(...letters);
    const queued = new Set<string>();
    let calls = 0;
    const deliver = async (texts: readonly string[]) => {
      calls += 1;
      await new Promise((resolve) => setImmediate(resolve));
      if (calls > 5) throw new Error('the queue is down');
      for (const text of texts) queued.add(text);
      return all(texts);
    };
    await expect(run(box, { deliver, perSecond })).rejects.toThrow('the queue is down');
    for (const line of box.log) expect(queued).toContain(line.replace('delete', 'text of'));
    const deleted = new Set(box.log.map((line) => line.replace('delete ', '')));
    const visible = new Set(box.visible.map(({ messageId }) => messageId));
    for (const { messageId } of letters) expect(deleted.has(messageId)).not.toBe(visible.has(messageId));
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
    expect(box.visible.map(({ messageId }) => messageId).toSorted()).toEqual(['c', 'd']);
  }, 3_000);

  it('does not redrive a letter again that failed again', async () => {
    const box = new Box(letter('a'));
    const deliver = async (texts: readonly string[]) => {
      for (const text of texts) box.visible.push(letter(`again ${box.log.length}`, text));
      return all(texts);
    };
    expect(await run(box, { deliver })).toEqual({ redriven: 1, cameBack: 1 });
    expect(box.visible).toHaveLength(1);
  });

  it('does not exceed the rate', async () => {
    const letters = Array.from({ length: 60 }, (_, index) => letter(`l${index}`));
    const start = performance.now();
    await run(new Box(...letters), { perSecond: 200 });
    // The last ten may begin when the 50 before them have had their time.
    expect(performance.now() - start).toBeGreaterThanOrEqual(245);
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
