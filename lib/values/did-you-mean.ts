/** Changes that a mistyped word of this length may need. A short word is close to many others. */
const mostChanges = (word: string): number => Math.max(1, Math.floor(word.length / 3));

/** A question to append to an error: ` Did you mean succeeded?` Empty if no candidate is close to the word. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const nearest = nearestTo(word, candidates);
  return nearest === undefined ? '' : ` Did you mean ${nearest}?`;
}

/** Returns the candidate that a mistyped word probably means. Upper and lower case count as equal. */
function nearestTo(word: string, candidates: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let fewest = mostChanges(word);
  for (const candidate of candidates) {
    const changes = changesBetween(word.toLowerCase(), candidate.toLowerCase());
    if (changes > fewest || (changes === fewest && nearest !== undefined)) continue;
    fewest = changes;
    nearest = candidate;
  }
  return nearest;
}

/** The number of letters to insert, delete, replace or swap with their neighbor (optimal string alignment). */
function changesBetween(from: string, to: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const replaced = at(last, column - 1) + Number(!isSame);
      const swapped = isSwap ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY;
      line.push(Math.min(at(line, column - 1) + 1, at(last, column) + 1, replaced, swapped));
    }
    beforeLast = last;
    last = line;
  }
  return at(last, to.length);
}

const at = (line: readonly number[], column: number): number => line[column] ?? Number.POSITIVE_INFINITY;
