import * as z from 'zod/mini';

/** `0.0.0.0` and `::` mean "any address" to a person, and must not look as if they worked. */
const isSpecific = (address: string): boolean => /[1-9a-f]/i.test(address);

/** Single addresses only: a range would open the door wider than a person meant to. */
const UnsignedSource = z.object({
  provider: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
  address: z.union([z.ipv4(), z.ipv6()]).check(z.refine(isSpecific)),
});

/** An address from which a provider may send without a signature. */
export type UnsignedSource = z.infer<typeof UnsignedSource>;

/**
 * The setting's text, such as `inqud@3.64.51.60 inqud@203.0.113.7`; pairs are separated by spaces. It names the
 * provider and the address together, so that neither can be switched on without the other. Empty: nobody.
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

/** The addresses from which a provider may send unsigned; none for a provider that must sign. */
export const unsignedAddresses = (sources: readonly UnsignedSource[], provider: string): readonly string[] =>
  sources.filter((source) => source.provider === provider).map(({ address }) => address);
