import type { SecretStore } from '../app/ports.ts';

/** Secrets by provider, in process; change the map to rotate. */
export class MemorySecretStore implements SecretStore {
  readonly #secrets: ReadonlyMap<string, readonly string[]>;

  constructor(secrets: ReadonlyMap<string, readonly string[]>) {
    this.#secrets = secrets;
  }

  async secretsOf(provider: string): Promise<readonly string[]> {
    return this.#secrets.get(provider) ?? [];
  }

  freshSecretsOf(provider: string): Promise<readonly string[]> {
    return this.secretsOf(provider);
  }
}
