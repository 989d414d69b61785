import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** Finds all addresses of a host. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** The resolver of the system. */
export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true });

/**
 * Returns all addresses of a host, or undefined if any of them is not public. One bad address is enough: a name that
 * leads to both a public and a private address is a trap or a mistake.
 *
 * The connection must be made to one of these very addresses. A name that is resolved twice may lead elsewhere the
 * second time (DNS rebinding).
 *
 * @param hostname a name, or an IP address as `URL` writes it
 * @throws the resolver's error, which has a code
 */
export async function checkedAddresses(
  hostname: string,
  resolve: Resolve,
  allowsPrivate: boolean,
): Promise<readonly LookupAddress[] | undefined> {
  const literal = hostname.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(literal);
  const addresses = family === 0 ? await resolve(hostname) : [{ address: literal, family }];
  const isAllowed = allowsPrivate || addresses.every(({ address }) => isPublicAddress(address));
  return isAllowed && addresses.length > 0 ? addresses : undefined;
}
