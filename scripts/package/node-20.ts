/**
 * Replaces what Node 20 lacks. The package runs in a shop on Node 20 too, while the sources are written for Node 24.
 * esbuild puts each export in the place of the expression that it is named after.
 */
function groupBy<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

export { groupBy as 'Map.groupBy' };
