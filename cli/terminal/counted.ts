/** A number with its noun: `1 dead letter`, `5 dead letters`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
