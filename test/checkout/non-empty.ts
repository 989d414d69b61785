import type { NonEmpty } from '../../lib/values/non-empty.ts';

/** @throws RangeError when the list is empty */
export function nonEmpty<T>(list: readonly T[]): NonEmpty<T> {
  const [first, ...rest] = list;
  if (first === undefined) throw new RangeError('The list is empty.');
  return [first, ...rest];
}
