/** Two tallies as one: every number of the one added to its namesake of the other. */
export function sumOf<Tally extends Readonly<Record<keyof Tally, number>>>(left: Tally, right: Tally): Tally {
  const sum = { ...left };
  for (const name in left) Object.assign(sum, { [name]: left[name] + right[name] });
  return sum;
}
