/** Shrinking makes the schedule that a failure prints, so it must keep what matters and drop the rest. */

import { describe, expect, it } from 'vitest';
import { shrink } from './shrink.ts';

const never = () => false;

describe('Shrinking', () => {
  it('keeps only the answers that matter, each as low as possible', async () => {
    const fails = async (answers: readonly number[]) =>
      answers.filter((answer) => answer >= 5).length >= 2 ? answers : undefined;
    const failing = Array.from({ length: 100 }, (_, index) => index % 10);
    expect(await shrink(failing, fails, never)).toEqual([5, 5]);
  });

  it('leaves out calm answers at the end', async () => {
    expect(await shrink([3, 0, 0], async () => undefined, never)).toEqual([3]);
  });

  it('continues with the answers that a run took, not with those that it was started with', async () => {
    const fails = async (answers: readonly number[]) => (answers.length > 0 ? [1] : undefined);
    expect(await shrink([9, 9, 9, 9], fails, never)).toEqual([1]);
  });

  it('ends when its time is over', async () => {
    let runs = 0;
    const fails = async () => {
      runs += 1;
      return undefined;
    };
    await shrink([9, 9, 9, 9], fails, () => runs === 7);
    expect(runs).toBe(7);
  });
});
