/** Every order of the items: n! of them. */
export function permutationsOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) =>
    permutationsOf(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}

/** Every way to repeat items in place: each once or twice, 2ⁿ of them. */
export function repetitionsOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  const [first, ...rest] = items;
  if (first === undefined) return [[]];
  return repetitionsOf(rest).flatMap((tail) => [
    [first, ...tail],
    [first, ...tail, first],
  ]);
}
