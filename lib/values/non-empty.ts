/** A list with at least one item. */
export type NonEmpty<Item> = readonly [Item, ...Item[]];

/** Whether a list has at least one item. */
export const isNonEmpty = <Item>(items: readonly Item[]): items is NonEmpty<Item> => items.length > 0;

/** Returns the list with each item replaced: `map` that knows that the result has items too. */
export const mapEach = <Item, Result>(
  [first, ...rest]: NonEmpty<Item>,
  replace: (item: Item) => Result,
): NonEmpty<Result> => [replace(first), ...rest.map((item) => replace(item))];
