import { paidStatuses } from './webhooks.ts';

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];

/** Names the webhooks of a paid checkout in the figures, such as "four statuses of inqud". */
export function statusesOf(provider: string): string {
  const { length } = paidStatuses(provider);
  return `${numbers[length] ?? length} ${length === 1 ? 'status' : 'statuses'} of ${provider}`;
}

/** The write units of a paid checkout. A status costs fewer if it leaves the state as it is, as one of four does. */
export const mostUnits = (statuses: number): number => statuses * (statuses < 4 ? 3 : 2.5);
