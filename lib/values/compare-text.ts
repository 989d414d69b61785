/** Compares two texts by UTF-16 code unit, for `toSorted`: negative when `left` comes first, 0 when they are equal. */
export function compareText(left: string, right: string): number {
  if (left < right) return -1;
  return left > right ? 1 : 0;
}
