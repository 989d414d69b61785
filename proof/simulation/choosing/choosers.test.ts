/** A chooser with a wrong distribution would leave parts of the simulation untested without anybody noticing. */

import { describe, expect, it } from 'vitest';
import { RandomChooser } from './random-chooser.ts';
import { ReplayChooser } from './replay-chooser.ts';

const COUNT = 10_000;

describe('Choosing at random', () => {
  it('never takes an index with weight zero, and takes the others by weight', () => {
    const chooser = new RandomChooser(1);
    const answers = Array.from({ length: COUNT }, () => chooser.weighted([0, 30, 0, 70, 0]));
    expect(new Set(answers)).toEqual(new Set([1, 3]));
    expect(answers.filter((answer) => answer === 1).length / COUNT).toBeCloseTo(0.3, 1);
  });

  it('takes every number below the count, and no other', () => {
    const chooser = new RandomChooser(1);
    expect(new Set(Array.from({ length: COUNT }, () => chooser.below(4)))).toEqual(new Set([0, 1, 2, 3]));
  });
});

describe('Repeating choices', () => {
  it('gives the kept answers, then only calm ones', () => {
    const random = new RandomChooser(7);
    for (let index = 0; index < 10; index += 1) random.below(9);
    const replay = new ReplayChooser(random.taken);
    const answers = Array.from({ length: 12 }, () => replay.below(9));
    expect(answers).toEqual([...random.taken, 0, 0]);
  });

  it('makes an answer that no longer fits a calm one', () => {
    const replay = new ReplayChooser([5, 2]);
    expect([replay.below(3), replay.weighted([0, 1, 0])]).toEqual([0, 1]);
    expect(replay.taken).toEqual([0, 1]);
  });
});
