import { GetParameterCommand, ParameterNotFound, type SSMClient } from '@aws-sdk/client-ssm';
import type { SecretStore } from '../app/ports.ts';
import { secretLines } from './env-secret-store.ts';
import { portCall } from './port-call.ts';

/** How long secrets are used without looking again. */
const CACHE_MS = 5 * 60_000;
/** How often a signature that does not fit may make us look again: forged webhooks must not become SSM calls. */
const REFRESH_INTERVAL_MS = 5_000;

interface Reading {
  readonly secrets: Promise<readonly string[]>;
  readonly startedAt: number;
}

export const secretParameter = (prefix: string, provider: string): string => `${prefix}/${provider}/secrets`;

/** Secrets from SSM SecureString parameters, `<prefix>/<provider>/secrets`, one secret a line. */
export class SsmSecretStore implements SecretStore {
  readonly #client: SSMClient;
  readonly #prefix: string;
  readonly #now: () => number;
  readonly #cache = new Map<string, Reading>();

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

  /** Requests at the same time share one call. */
  async #notOlderThan(provider: string, ageMs: number): Promise<readonly string[]> {
    const held = this.#cache.get(provider);
    if (held && this.#now() - held.startedAt < ageMs) return held.secrets;
    const reading: Reading = { secrets: this.#read(provider), startedAt: this.#now() };
    this.#cache.set(provider, reading);
    try {
      return await reading.secrets;
    } catch (error) {
      return await this.#without(provider, held, error);
    }
  }

  /** While SSM does not answer, secrets that were read before go on, and SSM is asked again after a pause. */
  #without(provider: string, held: Reading | undefined, error: unknown): Promise<readonly string[]> {
    if (!held) {
      this.#cache.delete(provider);
      throw error;
    }
    this.#cache.set(provider, { ...held, startedAt: this.#now() - CACHE_MS + REFRESH_INTERVAL_MS });
    return held.secrets;
  }

  #read(provider: string): Promise<readonly string[]> {
    const command = new GetParameterCommand({
      Name: secretParameter(this.#prefix, provider),
      WithDecryption: true,
    });
    return portCall('GetParameter', async () => {
      try {
        const { Parameter } = await this.#client.send(command);
        return secretLines(Parameter?.Value ?? '');
      } catch (error) {
        if (error instanceof ParameterNotFound) return [];
        throw error;
      }
    });
  }
}
