import { withMarkedRegion } from '../../scripts/pages/marked-region.ts';
import type { Load } from './load.ts';

/** Each with as many again within one second. */
export const everyPowerOfTen: readonly Load[] = [10, 100, 1_000, 10_000, 100_000].map((rate) => ({
  rate,
  burst: rate,
}));

/** The document with the report in its place. @throws Error when it has no place for it */
export const withReport = (text: string, report: string): string =>
  withMarkedRegion(text, 'computed', report);
