/** Numbers under names that people understand, in the order in which they are shown. */
export type Counts = Readonly<Record<string, number>>;

const grouped = new Intl.NumberFormat('en');

/** Returns a text such as `3,000 deliveries, 2 crashes`. */
export const countsText = (counts: Counts): string =>
  Object.entries(counts)
    .map(([name, count]) => `${grouped.format(count)} ${name}`)
    .join(', ');

/** Returns two tallies as one: each number is the sum of the two numbers with its name. */
export function sumOf<Tally extends Readonly<Record<keyof Tally, number>>>(left: Tally, right: Tally): Tally {
  const sum = { ...left };
  for (const name in left) Object.assign(sum, { [name]: left[name] + right[name] });
  return sum;
}
