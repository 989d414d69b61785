/** Returns every way to cut the items into portions of at least one item. */
export function* portionsOf<T>(items: readonly T[]): Generator<readonly (readonly T[])[]> {
  if (items.length === 0) yield [];
  for (let size = 1; size <= items.length; size += 1) {
    for (const rest of portionsOf(items.slice(size))) yield [items.slice(0, size), ...rest];
  }
}
