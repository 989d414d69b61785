import { paidStatuses } from './webhooks.ts';

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];

/** Names the webhooks of a paid checkout in the figures, such as "four statuses of inqud". */
export function statusesOf(provider: string): string {
  const { length } = paidStatuses(provider);
  return `${numbers[length] ?? length} ${length === 1 ? 'status' : 'statuses'} of ${provider}`;
}
