import {
  DeleteParameterCommand,
  GetParameterCommand,
  type ParameterHistory,
  ParameterNotFound,
  PutParameterCommand,
  paginateGetParameterHistory,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { secretLines } from '../../lib/aws/secrets/env-secret-store.ts';
import { secretParameter } from '../../lib/aws/secrets/ssm-secret-store.ts';
import type { DeployedTarget } from '../stage/target.ts';

/** The secrets of a provider after one change. */
export interface SecretsVersion {
  /** Newest first. */
  readonly secrets: readonly string[];
  /** UTC, milliseconds. */
  readonly changedAt: string;
}

/** The signing secrets of a deployed stage: the SSM parameters that ingest reads. */
export class StageSecrets {
  readonly #client: SSMClient;
  readonly #prefix: string;

  constructor(target: DeployedTarget) {
    this.#client = new SSMClient(target.aws);
    this.#prefix = target.secretsPrefix;
  }

  /** Returns the accepted secrets, newest first; none if the provider has no parameter. */
  async accepted(provider: string): Promise<readonly string[]> {
    try {
      const command = new GetParameterCommand({ Name: this.#parameter(provider), WithDecryption: true });
      const { Parameter } = await this.#client.send(command);
      return secretLines(Parameter?.Value ?? '');
    } catch (error) {
      if (error instanceof ParameterNotFound) return [];
      throw error;
    }
  }

  /** Returns the versions that SSM has kept (up to 100), oldest first; none if the provider has no parameter. */
  async versions(provider: string): Promise<readonly SecretsVersion[]> {
    const history = await this.#history(provider);
    return history
      .toSorted((left, right) => (left.Version ?? 0) - (right.Version ?? 0))
      .map(({ Value = '', LastModifiedDate = new Date(0) }) => ({
        secrets: secretLines(Value),
        changedAt: LastModifiedDate.toISOString(),
      }));
  }

  /** @param secrets newest first */
  async write(provider: string, secrets: readonly string[]): Promise<void> {
    const command = new PutParameterCommand({
      Name: this.#parameter(provider),
      Value: secrets.join('\n'),
      Type: 'SecureString',
      Overwrite: true,
      Description: `Signing secrets of ${provider}, one per line, newest first`,
    });
    await this.#client.send(command);
  }

  async remove(provider: string): Promise<void> {
    await this.#client.send(new DeleteParameterCommand({ Name: this.#parameter(provider) }));
  }

  async #history(provider: string): Promise<readonly ParameterHistory[]> {
    const request = { Name: this.#parameter(provider), WithDecryption: true };
    const found: ParameterHistory[] = [];
    try {
      for await (const page of paginateGetParameterHistory({ client: this.#client }, request))
        found.push(...(page.Parameters ?? []));
      return found;
    } catch (error) {
      if (error instanceof ParameterNotFound) return [];
      throw error;
    }
  }

  #parameter(provider: string): string {
    return secretParameter(this.#prefix, provider);
  }
}
