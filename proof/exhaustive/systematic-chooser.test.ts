/** A chooser that skips a course would make "every interleaving" untrue without anybody noticing. */

import { describe, expect, it } from 'vitest';
import { oneCourse } from './course-count.ts';
import { SystematicChooser } from './systematic-chooser.ts';

const oneMore = oneCourse({ crashes: 0, failures: 0, disturbances: 0 });

describe('Choosing systematically', () => {
  it('runs every course once, and never takes an answer with weight zero', () => {
    const chooser = new SystematicChooser(true);
    const courses: (readonly number[])[] = [];
    do {
      if (chooser.below(2) === 0) chooser.weighted([0, 1, 1]);
      courses.push(chooser.taken);
      chooser.end(oneMore);
    } while (chooser.next());
    expect(courses).toEqual([[0, 1], [0, 2], [1]]);
    expect(chooser.total.courses).toBe(3);
  });

  it('runs everything that follows a state once, and counts it each time', () => {
    const chooser = new SystematicChooser(true);
    let runs = 0;
    do {
      runs += 1;
      chooser.below(3);
      if (chooser.isKnown(() => 'the state that all reach')) continue;
      chooser.below(2);
      chooser.end(oneMore);
    } while (chooser.next());
    expect({ runs, courses: chooser.total.courses }).toEqual({ runs: 4, courses: 6 });
  });
});
