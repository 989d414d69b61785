/** Returns every order of the items. There are n! of them. */
export function permutationsOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length === 0) return [[]];
  const orders: (readonly T[])[] = [];
  for (const [index, item] of items.entries()) {
    for (const rest of permutationsOf(items.toSpliced(index, 1))) orders.push([item, ...rest]);
  }
  return orders;
}

/** Returns every way to repeat items: each occurs once, or once more at the end. There are 2ⁿ of them. */
export function repetitionsOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  const [first, ...rest] = items;
  if (first === undefined) return [[]];
  return repetitionsOf(rest).flatMap((tail) => [
    [first, ...tail],
    [first, ...tail, first],
  ]);
}
