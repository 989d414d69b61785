import type { Provider } from '../../../../lib/providers/provider.ts';
import { providers } from '../../../../lib/providers/registry.ts';
import { isNonEmpty, type NonEmpty } from '../../../../lib/values/non-empty.ts';
import { documentedSchemes } from '../../../kit/documented-signatures.ts';

/** A kind of checkout of a provider that the model does not know by hand. */
export interface RegisteredKind {
  readonly provider: Provider;
  /** The beginning of the checkouts' ids. */
  readonly prefix: string;
  /** Those of the lifecycle, and a word that nobody knows where the provider's bodies can have one. */
  readonly statuses: NonEmpty<string>;
}

const NOBODY_KNOWS = 'MOON_PHASE';

/** Every kind of checkout of every registered provider but the two that the model knows by hand. */
export const registeredKinds: readonly RegisteredKind[] = kindsOf(providers);

function kindsOf(registered: readonly Provider[]): readonly RegisteredKind[] {
  const kinds: RegisteredKind[] = [];
  for (const provider of registered) {
    if (documentedSchemes.has(provider.name)) continue;
    for (const [prefix, lifecycle] of Object.entries(provider.lifecycles)) {
      const statuses = Object.keys(lifecycle);
      if (isReadable(provider, prefix, NOBODY_KNOWS)) statuses.push(NOBODY_KNOWS);
      if (isNonEmpty(statuses)) kinds.push({ provider, prefix, statuses });
    }
  }
  return kinds;
}

function isReadable({ sample, parse }: Provider, prefix: string, status: string): boolean {
  const body = sample({ checkoutId: `${prefix}1`, status, at: '2026-01-01T00:00:00.000Z' });
  const parsed = parse(Buffer.from(JSON.stringify(body)), {});
  return parsed.kind === 'checkout' && parsed.status === status;
}
