import { PRICED_PROVIDERS, paidStatuses } from './webhooks.ts';

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];

/** Names the webhooks of a paid checkout in the figures, such as "four statuses of inqud". */
export function statusesOf(provider: string): string {
  const { length } = paidStatuses(provider);
  return `${numbers[length] ?? length} ${length === 1 ? 'status' : 'statuses'} of ${provider}`;
}

/** The highest costs of a paid checkout. */
export interface MostCosts {
  /** With the indexes. A status that changes the state costs three, and the priced providers have one that does not. */
  readonly writeUnits: number;
  readonly tableUnits: number;
  /** Four statuses stay within a kilobyte. A write above it costs a unit more. */
  readonly rowBytes: number;
}

export function mostCosts(provider: string): MostCosts {
  const { length } = paidStatuses(provider);
  const isPriced = PRICED_PROVIDERS.some((name) => name === provider);
  const isLong = length > 4;
  return {
    writeUnits: length * (isPriced ? 2.5 : 3),
    tableUnits: isLong ? length * 1.5 : length,
    rowBytes: isLong ? 2_048 : 1_024,
  };
}
