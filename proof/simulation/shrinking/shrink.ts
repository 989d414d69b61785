/** Runs with the answers given. @returns the answers it took, if it still fails in the same way */
export type Attempt = (answers: readonly number[]) => Promise<readonly number[] | undefined>;

/**
 * Looks for fewer and smaller answers that still fail: leaves out stretches, calms stretches, then lowers single
 * answers, again and again until nothing helps.
 *
 * @param isOver asked before each attempt
 */
export async function shrink(
  failing: readonly number[],
  attempt: Attempt,
  isOver: () => boolean,
): Promise<readonly number[]> {
  let best = trimmed(failing);
  for (let improved = true; improved; ) {
    improved = false;
    for (const candidate of candidates(() => best)) {
      if (isOver()) return best;
      const taken = await attempt(candidate);
      if (!taken || !isSimpler(trimmed(taken), best)) continue;
      best = trimmed(taken);
      improved = true;
    }
  }
  return best;
}

/** Asks for the best so far before each proposal, so that progress is built upon at once. */
function* candidates(best: () => readonly number[]): Generator<readonly number[]> {
  for (const [at, size] of stretches(best)) yield best().toSpliced(at, size);
  for (const [at, size] of stretches(best)) {
    yield best().map((answer, index) => (index >= at && index < at + size ? 0 : answer));
  }
  for (let at = 0; at < best().length; at += 1) {
    const answer = best()[at] ?? 0;
    if (answer > 1) yield best().with(at, answer >> 1);
    if (answer > 1) yield best().with(at, answer - 1);
  }
}

/** Where each begins and how long it is: all of it, the halves, the quarters and so on. */
export function* stretches(best: () => readonly unknown[]): Generator<readonly [at: number, size: number]> {
  for (let size = best().length; size > 0; size = Math.floor(size / 2)) {
    for (let at = 0; at < best().length; at += size) yield [at, size];
  }
}

/** Calm answers at the end say nothing: they are what comes by itself. */
const trimmed = (answers: readonly number[]): readonly number[] =>
  answers.slice(0, answers.findLastIndex((answer) => answer !== 0) + 1);

function isSimpler(left: readonly number[], right: readonly number[]): boolean {
  if (left.length !== right.length) return left.length < right.length;
  const at = left.findIndex((answer, index) => answer !== right[index]);
  return at !== -1 && (left[at] ?? 0) < (right[at] ?? 0);
}
