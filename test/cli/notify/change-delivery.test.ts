import { describe, expect, it } from 'vitest';
import { type ChangeableDelivery, changeDelivery } from '../../../cli/notify/change-delivery.ts';
import type { Delivery } from '../../../cli/notify/notify-mapping.ts';

const since = '2026-01-01T00:00:00.000Z';

/** Goes through states, one per request, and stays in the last one. */
class Mapping implements ChangeableDelivery {
  readonly asked: boolean[] = [];
  readonly #states: Delivery[];
  readonly #isFree: boolean;

  constructor(states: readonly Delivery[], isFree = true) {
    this.#states = [...states];
    this.#isFree = isFree;
  }
  async state() {
    const [delivery = 'on'] = this.#states.length > 1 ? this.#states.splice(0, 1) : this.#states;
    return { delivery, since };
  }
  async ask(isEnabled: boolean): Promise<boolean> {
    this.asked.push(isEnabled);
    return this.#isFree;
  }
}

const change = (mapping: Mapping, options = {}) => {
  const shown: Delivery[] = [];
  const onWait = (delivery: Delivery) => void shown.push(delivery);
  const signal = new AbortController().signal;
  const result = changeDelivery(mapping, 'paused', {
    pauseMs: 1,
    timeoutMs: 1_000,
    signal,
    onWait,
    ...options,
  });
  return { result, shown };
};

describe('changeDelivery', () => {
  it('asks once, waits, and shows the states in between', async () => {
    const mapping = new Mapping(['on', 'pausing', 'pausing', 'paused']);
    const { result, shown } = change(mapping);
    expect(await result).toEqual({ delivery: 'paused', since, changed: true });
    expect(mapping.asked).toEqual([false]);
    expect(shown).toEqual(['on', 'pausing', 'pausing']);
  });

  it('waits for a change that somebody else has begun, and then asks', async () => {
    const mapping = new Mapping(['resuming', 'on', 'pausing', 'paused']);
    expect(await change(mapping).result).toMatchObject({ changed: true });
    expect(mapping.asked).toEqual([false]);
  });

  it('asks for nothing if it is so already', async () => {
    const mapping = new Mapping(['paused']);
    expect(await change(mapping).result).toMatchObject({ changed: false });
    expect(mapping.asked).toEqual([]);
  });

  it('asks again if AWS was busy', async () => {
    const mapping = new Mapping(['on', 'on', 'paused'], false);
    await change(mapping).result;
    expect(mapping.asked).toEqual([false, false]);
  });

  it('gives up after a while, and when it is interrupted, and says how to go on', async () => {
    await expect(change(new Mapping(['on', 'pausing']), { timeoutMs: 5 }).result).rejects.toMatchObject({
      code: 'still_changing',
      message: expect.stringContaining('notify status'),
    });
    const signal = AbortSignal.abort();
    await expect(change(new Mapping(['on', 'pausing']), { signal }).result).rejects.toMatchObject({
      code: 'interrupted',
    });
  });
});
