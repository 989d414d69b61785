import { GetParametersCommand, type SSMClient } from '@aws-sdk/client-ssm';
import type { SecretStore } from '../../app/ports.ts';
import { portCall } from '../port-call.ts';
import { secretLines } from './env-secret-store.ts';

/** How long secrets are used without looking again. */
const CACHE_MS = 5 * 60_000;
/** How often a signature that does not fit may make us look again: forged webhooks must not become SSM calls. */
const REFRESH_INTERVAL_MS = 5_000;
/** SSM gives so many parameters at a time: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const MOST_AT_ONCE = 10;
/** How long a function that starts may wait for SSM; what it has not got by then is read when it is needed. */
const READ_AHEAD_MS = 1_000;

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

  /**
   * Reads the secrets of these providers with one call, while the function starts: Lambda lends a starting function
   * a whole core, and a running one only the share that its memory buys.
   *
   * Never throws: what could not be read ahead is read when it is needed, and a fault is told then.
   */
  async readAhead(providers: readonly string[]): Promise<void> {
    const startedAt = this.#now();
    try {
      const read = await this.#read(providers.slice(0, MOST_AT_ONCE), AbortSignal.timeout(READ_AHEAD_MS));
      for (const [provider, secrets] of read)
        this.#cache.set(provider, { secrets: Promise.resolve(secrets), startedAt });
    } catch {}
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
    const reading: Reading = { secrets: this.#readOne(provider), startedAt: this.#now() };
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

  async #readOne(provider: string): Promise<readonly string[]> {
    const secrets = await this.#read([provider]);
    return secrets.get(provider) ?? [];
  }

  /** A provider whose parameter is not there has no secrets: that is no error. */
  #read(providers: readonly string[], giveUp?: AbortSignal): Promise<ReadonlyMap<string, readonly string[]>> {
    const names = new Map(providers.map((provider) => [provider, secretParameter(this.#prefix, provider)]));
    const command = new GetParametersCommand({ Names: [...names.values()], WithDecryption: true });
    return portCall(
      'GetParameters',
      async () => {
        const { Parameters = [] } = await this.#client.send(command);
        const texts = new Map(Parameters.map(({ Name, Value }) => [Name, Value]));
        return new Map([...names].map(([provider, name]) => [provider, secretLines(texts.get(name) ?? '')]));
      },
      giveUp,
    );
  }
}
