import type { SecretsVersion } from '../aws/stage-secrets.ts';
import { fingerprint } from './secret-text.ts';

/** An accepted secret, without the secret itself. */
export interface SecretAge {
  readonly fingerprint: string;
  /** `current` is the newest secret, which the provider should use. `previous` ones are accepted until revoked. */
  readonly role: 'current' | 'previous';
  /** When it was first accepted. If SSM has dropped the first versions, the earliest time it still knows. */
  readonly since: string;
}

/** Returns the accepted secrets, newest first. @param versions oldest first */
export function secretAges(versions: readonly SecretsVersion[]): readonly SecretAge[] {
  const accepted = versions.at(-1)?.secrets ?? [];
  return accepted.map((secret, index) => {
    const lastWithout = versions.findLastIndex(({ secrets }) => !secrets.includes(secret));
    return {
      fingerprint: fingerprint(secret),
      role: index === 0 ? 'current' : 'previous',
      since: versions[lastWithout + 1]?.changedAt ?? '',
    };
  });
}
