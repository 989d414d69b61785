import type { SecretsVersion } from '../aws/stage-secrets.ts';
import { fingerprint } from './secret-text.ts';

/** A secret as it may be shown. */
export interface SecretAge {
  readonly fingerprint: string;
  /** `current` is the newest, which the provider is to sign with; `previous` ones are accepted until revoked. */
  readonly role: 'current' | 'previous';
  /** Since when it has been accepted; the oldest time known, where SSM has forgotten the first versions. */
  readonly since: string;
}

/** The secrets in force, newest first. @param versions oldest first */
export function secretAges(versions: readonly SecretsVersion[]): readonly SecretAge[] {
  const present = versions.at(-1)?.secrets ?? [];
  return present.map((secret, index) => {
    const lastWithout = versions.findLastIndex(({ secrets }) => !secrets.includes(secret));
    return {
      fingerprint: fingerprint(secret),
      role: index === 0 ? 'current' : 'previous',
      since: versions[lastWithout + 1]?.changedAt ?? '',
    };
  });
}
