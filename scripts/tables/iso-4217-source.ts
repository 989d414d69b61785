import * as z from 'zod';

/** ISO 4217, list one, as the Python package `iso4217` ships it. */
export const CurrencyList = z.object({
  /** The version of the package. */
  version: z.string(),
  /** The day on which the maintenance agency published the list. */
  published: z.iso.date(),
  /** The digits of the minor unit by code. `N.A.` where there is no such unit, as for gold. */
  minorUnits: z.record(z.string().regex(/^[A-Z]{3}$/), z.string().regex(/^(\d|N\.A\.)$/)),
});
export type CurrencyList = z.infer<typeof CurrencyList>;

const CODES_PER_LINE = 26;

/** Returns the source of `lib/providers/reading/iso-4217.ts`. */
export function iso4217Source({ version, published, minorUnits }: CurrencyList): string {
  const codes = Object.keys(minorUnits).toSorted();
  const entries = ['0', '1', '2', '3', '4']
    .map((digits) => ({ digits, ofDigits: codes.filter((code) => minorUnits[code] === digits) }))
    .filter(({ ofDigits }) => ofDigits.length > 0);
  return [
    `// Written by \`npm run currencies\` from the Python package iso4217 ${version}. A provider that counts a currency in`,
    '// another unit than ISO 4217 does says so in its own file.',
    '',
    '/**',
    ` * The currencies of ISO 4217 (list one, published on ${published}) by the number of digits of their minor unit. Codes`,
    ' * without a minor unit, such as XAU for gold, are not listed.',
    ' */',
    'export const iso4217: Readonly<Record<string, string>> = {',
    ...entries.map(({ digits, ofDigits }) => `  ${digits}: ${codesText(ofDigits)},`),
    '};',
    '',
  ].join('\n');
}

/** The codes as one text, which the formatter leaves as it is. */
function codesText(codes: readonly string[]): string {
  if (codes.length <= CODES_PER_LINE) return `'${codes.join(' ')}'`;
  const lines: string[] = [];
  for (let start = 0; start < codes.length; start += CODES_PER_LINE) {
    lines.push(codes.slice(start, start + CODES_PER_LINE).join(' '));
  }
  return `\`${lines.join('\n')}\``;
}
