import { GetParametersCommand, type SSMClient } from '@aws-sdk/client-ssm';
import type { SecretStore } from '../../app/ports.ts';
import { portCall } from '../port-call.ts';
import { secretLines } from './env-secret-store.ts';

/** How long secrets are used before they are read again. */
const CACHE_MS = 5 * 60_000;
/** The pause between two readings for bad signatures, and after a failed reading. Forged webhooks cause no more SSM calls. */
const REFRESH_INTERVAL_MS = 5_000;
/** The limit of GetParameters: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const PARAMETERS_PER_CALL = 10;
/** How long a starting function waits for SSM. Secrets that have not arrived by then are read when they are needed. */
const READ_AHEAD_MS = 1_000;

interface Reading {
  readonly secrets: Promise<readonly string[]>;
  /** When it began, or when it failed. */
  readonly readAt: number;
  /** Until then the secrets are used without another reading. */
  readonly goodUntil: number;
}

/** The name of the SSM parameter with a provider's secrets. */
export const secretParameter = (prefix: string, provider: string): string => `${prefix}/${provider}/secrets`;

/** Secrets from SSM SecureString parameters, `<prefix>/<provider>/secrets`, one secret per line. */
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
   * Reads the secrets of these providers with one call, while the function starts. A starting function has a whole
   * core, a running one only the share that its memory buys.
   *
   * Never throws. Secrets that could not be read ahead are read when they are needed, and a fault is reported then.
   */
  async readAhead(providers: readonly string[]): Promise<void> {
    const readAt = this.#now();
    try {
      const signal = AbortSignal.timeout(READ_AHEAD_MS);
      const read = await this.#read(providers.slice(0, PARAMETERS_PER_CALL), signal);
      for (const [provider, secrets] of read) {
        this.#cache.set(provider, readingOf(Promise.resolve(secrets), readAt));
      }
    } catch {}
  }

  async secretsOf(provider: string): Promise<readonly string[]> {
    const held = this.#cache.get(provider);
    return held && this.#now() < held.goodUntil ? held.secrets : this.#readAgain(provider, held);
  }

  async freshSecretsOf(provider: string): Promise<readonly string[]> {
    const held = this.#cache.get(provider);
    const isFresh = held !== undefined && this.#now() < held.readAt + REFRESH_INTERVAL_MS;
    return isFresh ? held.secrets : this.#readAgain(provider, held);
  }

  /** Requests at the same time share one call. */
  #readAgain(provider: string, held: Reading | undefined): Promise<readonly string[]> {
    const secrets = this.#readOne(provider).catch((error: unknown) => this.#pause(provider, held, error));
    this.#cache.set(provider, readingOf(secrets, this.#now()));
    return secrets;
  }

  /**
   * For a short while after a failed call, the secrets read before are used. If there are none, the fault is repeated.
   * SSM may be throttling us, and an answer needs no second call to be 503.
   */
  #pause(provider: string, held: Reading | undefined, error: unknown): Promise<readonly string[]> {
    const secrets = held?.secrets ?? Promise.reject(error);
    const now = this.#now();
    this.#cache.set(provider, { secrets, readAt: now, goodUntil: now + REFRESH_INTERVAL_MS });
    return secrets;
  }

  async #readOne(provider: string): Promise<readonly string[]> {
    const secrets = await this.#read([provider]);
    return secrets.get(provider) ?? [];
  }

  /** Returns the secrets of each provider. A provider without a parameter has no secrets, which is not a fault. */
  #read(providers: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, readonly string[]>> {
    const names = new Map(providers.map((provider) => [provider, secretParameter(this.#prefix, provider)]));
    const command = new GetParametersCommand({ Names: [...names.values()], WithDecryption: true });
    return portCall(
      'GetParameters',
      async () => {
        const { Parameters = [] } = await this.#client.send(command);
        const texts = new Map(Parameters.map(({ Name, Value }) => [Name, Value]));
        return new Map([...names].map(([provider, name]) => [provider, secretLines(texts.get(name) ?? '')]));
      },
      signal,
    );
  }
}

const readingOf = (secrets: Reading['secrets'], readAt: number): Reading => ({
  secrets,
  readAt,
  goodUntil: readAt + CACHE_MS,
});
