import type { Load } from './load.ts';

/** Each with as many again within one second. */
export const everyPowerOfTen: readonly Load[] = [10, 100, 1_000, 10_000, 100_000].map((rate) => ({
  rate,
  burst: rate,
}));

const PLACE = /(<!-- computed: npm run scale -- --write -->\n)[\s\S]*?(\n<!-- end -->)/;

/** The document with the report in its place. @throws Error when it has none */
export function withReport(text: string, report: string): string {
  if (!PLACE.test(text)) throw new Error('docs/scale.md has no place for the tables.');
  return text.replace(PLACE, (_all, begin: string, end: string) => `${begin}\n${report}\n${end}`);
}
