/** Chooses one of the first `count` numbers from 0. */
export type Choose = (count: number) => number;

/**
 * Runs a function once for every course of choices that it can take. It must do the same whenever it is given the same
 * choices.
 *
 * @returns the number of courses
 */
export async function everyCourse(run: (choose: Choose) => Promise<void>): Promise<number> {
  let taken: Choice[] = [];
  for (let courses = 1; ; courses += 1) {
    let next = 0;
    await run((count) => {
      const choice = taken[next] ?? { index: 0, count };
      taken[next] = choice;
      next += 1;
      return choice.index;
    });
    // The last choice that has an alternative takes it. Those after it are made anew.
    while ((taken.at(-1)?.index ?? 0) + 1 === taken.at(-1)?.count) taken.pop();
    const last = taken.pop();
    if (!last) return courses;
    taken = [...taken, { ...last, index: last.index + 1 }];
  }
}

interface Choice {
  readonly index: number;
  readonly count: number;
}
