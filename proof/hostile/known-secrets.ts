import { findProvider } from '../../lib/providers/registry.ts';
import { secretFor } from '../../lib/providers/sending/secret-for.ts';

/** Returns a provider's signing secrets, newest first. There are two, as during a rotation. */
export function secretsOf(name: string): readonly string[] {
  const provider = findProvider(name);
  if (!provider) return [];
  return [secretFor(provider, `${name}-newest`), secretFor(provider, `${name}-older`)];
}
