import * as z from 'zod/mini';

/** Refuses `0.0.0.0` and `::`. People read them as "any address", but they would match none. */
const isSpecific = (address: string): boolean => /[1-9a-f]/i.test(address);

/** Takes single addresses only. A range is easily wider than intended. */
const UnsignedSource = z.object({
  provider: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
  address: z.union([z.ipv4(), z.ipv6()]).check(z.refine(isSpecific)),
});

/** An address from which a provider may send without a signature. */
export type UnsignedSource = z.infer<typeof UnsignedSource>;

/**
 * The text of the setting: pairs such as `inqud@3.64.51.60 inqud@203.0.113.7`, separated by spaces. A pair names the
 * provider and the address, so that neither is allowed without the other. An empty text allows no one.
 */
export const UnsignedSources = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text) =>
      text
        .split(/\s+/)
        .filter((word) => word !== '')
        .map(toPair),
    ),
  ),
  z.array(UnsignedSource),
);

function toPair(word: string): { provider: string; address: string } {
  const [provider = '', ...rest] = word.split('@');
  return { provider, address: rest.join('@') };
}

/** Returns the addresses from which a provider may send unsigned. Empty for a provider that must sign. */
export const unsignedAddresses = (sources: readonly UnsignedSource[], provider: string): readonly string[] =>
  sources.filter((source) => source.provider === provider).map(({ address }) => address);
