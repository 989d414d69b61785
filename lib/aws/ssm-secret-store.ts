import { GetParameterCommand, ParameterNotFound, type SSMClient } from '@aws-sdk/client-ssm';
import type { SecretStore } from '../app/ports.ts';
import { secretLines } from './env-secret-store.ts';
import { portCall } from './port-call.ts';

/** How long secrets are used without looking again. */
const CACHE_MS = 5 * 60_000;
/** How often a signature that does not fit may make us look again: forged webhooks must not become SSM calls. */
const REFRESH_INTERVAL_MS = 5_000;

interface Cached {
  readonly secrets: readonly string[];
  readonly readAt: number;
}

export const secretParameter = (prefix: string, provider: string): string => `${prefix}/${provider}/secrets`;

/** Secrets from SSM SecureString parameters, `<prefix>/<provider>/secrets`, one secret a line. */
export class SsmSecretStore implements SecretStore {
  readonly #client: SSMClient;
  readonly #prefix: string;
  readonly #now: () => number;
  readonly #cache = new Map<string, Promise<Cached>>();

  /** @param now milliseconds since the epoch */
  constructor(client: SSMClient, prefix: string, now: () => number) {
    this.#client = client;
    this.#prefix = prefix;
    this.#now = now;
  }

  secretsOf(provider: string): Promise<readonly string[]> {
    return this.#notOlderThan(provider, CACHE_MS);
  }

  freshSecretsOf(provider: string): Promise<readonly string[]> {
    return this.#notOlderThan(provider, REFRESH_INTERVAL_MS);
  }

  /** Requests at the same time share one call; a call that fails is not kept. */
  async #notOlderThan(provider: string, ageMs: number): Promise<readonly string[]> {
    const cached = await this.#cache.get(provider);
    if (cached && this.#now() - cached.readAt < ageMs) return cached.secrets;
    const reading = this.#read(provider);
    this.#cache.set(provider, reading);
    try {
      return (await reading).secrets;
    } catch (error) {
      this.#cache.delete(provider);
      throw error;
    }
  }

  async #read(provider: string): Promise<Cached> {
    const readAt = this.#now();
    const command = new GetParameterCommand({
      Name: secretParameter(this.#prefix, provider),
      WithDecryption: true,
    });
    return portCall('GetParameter', async () => {
      try {
        const { Parameter } = await this.#client.send(command);
        return { secrets: secretLines(Parameter?.Value ?? ''), readAt };
      } catch (error) {
        if (error instanceof ParameterNotFound) return { secrets: [], readAt };
        throw error;
      }
    });
  }
}
