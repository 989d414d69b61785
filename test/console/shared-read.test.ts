import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { sharedRead } from '../../console/server/shared-read.ts';

describe('A shared read', () => {
  it('is done once for everybody who asks for the same within its time', async () => {
    const asked: string[] = [];
    const shared = sharedRead(60_000, async (name: string) => {
      asked.push(name);
      await sleep(5);
      return name;
    });
    const twenty = Array.from({ length: 20 }, () => shared.get('list'));
    expect((await Promise.all(twenty)).map(({ value }) => value)).toEqual(twenty.map(() => 'list'));
    await shared.get('other');
    expect(asked).toEqual(['list', 'other']);
  });

  it('says when it began, and is done again when its time is over or something was changed', async () => {
    let reads = 0;
    const shared = sharedRead(30, async () => ++reads);
    const before = Date.now();
    const first = await shared.get();
    expect(first.at).toBeGreaterThanOrEqual(before);
    expect(await shared.get()).toEqual(first);
    await sleep(35);
    expect((await shared.get()).value).toBe(2);
    shared.forget();
    expect((await shared.get()).value).toBe(3);
  });

  it('that takes longer than its time is waited for, and not done beside itself', async () => {
    let reads = 0;
    const shared = sharedRead(1, async () => {
      reads += 1;
      await sleep(30);
    });
    const first = shared.get();
    await sleep(10);
    await Promise.all([first, shared.get()]);
    expect(reads).toBe(1);
  });

  it('shares a failure too', async () => {
    let reads = 0;
    const shared = sharedRead(60_000, async () => {
      reads += 1;
      throw new Error('no answer');
    });
    await expect(shared.get()).rejects.toThrow('no answer');
    await expect(shared.get()).rejects.toThrow('no answer');
    expect(reads).toBe(1);
  });
});
