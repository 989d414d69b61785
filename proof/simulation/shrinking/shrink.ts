/** Runs with these answers. @returns the answers that the run took, if it still fails in the same way */
export type Attempt = (answers: readonly number[]) => Promise<readonly number[] | undefined>;

/**
 * Looks for fewer and smaller answers that still fail. It leaves out stretches, then sets stretches to zero, then
 * lowers single answers, and repeats this until nothing helps.
 *
 * @param isOver called before each attempt; when it returns true, the best answers so far are returned
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

/** Proposes simpler answers. It asks for the best ones before each proposal, to use every progress at once. */
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

/** Returns the start and the size of stretches: the whole, the halves, the quarters and so on. */
export function* stretches(best: () => readonly unknown[]): Generator<readonly [at: number, size: number]> {
  for (let size = best().length; size > 0; size = Math.floor(size / 2)) {
    for (let at = 0; at < best().length; at += size) yield [at, size];
  }
}

/** Leaves out zeros at the end: a chooser gives them anyway. */
const trimmed = (answers: readonly number[]): readonly number[] =>
  answers.slice(0, answers.findLastIndex((answer) => answer !== 0) + 1);

function isSimpler(left: readonly number[], right: readonly number[]): boolean {
  if (left.length !== right.length) return left.length < right.length;
  const at = left.findIndex((answer, index) => answer !== right[index]);
  return at !== -1 && (left[at] ?? 0) < (right[at] ?? 0);
}
