import type { SecretStore } from '../../app/ports.ts';

/**
 * Secrets from environment variables such as `WEBHOOK_SECRETS_INQUD`, one secret per line. Used by the local stack.
 * On AWS the secrets are in SSM, where they are encrypted and can be rotated without a deployment.
 */
export function envSecretStore(environment: Readonly<Record<string, string | undefined>>): SecretStore {
  const secretsOf = async (provider: string) => secretLines(environment[secretVariable(provider)] ?? '');
  return { secretsOf, freshSecretsOf: secretsOf };
}

export const secretVariable = (provider: string): string => `WEBHOOK_SECRETS_${provider.toUpperCase()}`;

/** One secret per line, newest first. Spaces around a secret and empty lines are ignored. */
export const secretLines = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
