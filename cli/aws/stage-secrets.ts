import {
  DeleteParameterCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  type ParameterHistory,
  ParameterNotFound,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { secretLines } from '../../lib/aws/secrets/env-secret-store.ts';
import { secretParameter } from '../../lib/aws/secrets/ssm-secret-store.ts';
import type { DeployedTarget } from '../stage/target.ts';

/** A provider's secrets as they were after one change. */
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

  #parameter(provider: string): string {
    return secretParameter(this.#prefix, provider);
  }

  /** The secrets in force, newest first; none when there is no parameter. */
  async present(provider: string): Promise<readonly string[]> {
    try {
      const command = new GetParameterCommand({ Name: this.#parameter(provider), WithDecryption: true });
      const { Parameter } = await this.#client.send(command);
      return secretLines(Parameter?.Value ?? '');
    } catch (error) {
      if (error instanceof ParameterNotFound) return [];
      throw error;
    }
  }

  /** Every version that SSM still has (the last hundred), the present one last; none when there is no parameter. */
  async versions(provider: string): Promise<readonly SecretsVersion[]> {
    const found: ParameterHistory[] = [];
    try {
      for (let NextToken: string | undefined, isFirst = true; isFirst || NextToken; isFirst = false) {
        const page = await this.#client.send(
          new GetParameterHistoryCommand({
            Name: this.#parameter(provider),
            WithDecryption: true,
            NextToken,
          }),
        );
        found.push(...(page.Parameters ?? []));
        NextToken = page.NextToken;
      }
    } catch (error) {
      if (error instanceof ParameterNotFound) return [];
      throw error;
    }
    return found
      .toSorted((left, right) => (left.Version ?? 0) - (right.Version ?? 0))
      .map(({ Value = '', LastModifiedDate = new Date(0) }) => ({
        secrets: secretLines(Value),
        changedAt: LastModifiedDate.toISOString(),
      }));
  }

  async write(provider: string, secrets: readonly string[]): Promise<void> {
    const command = new PutParameterCommand({
      Name: this.#parameter(provider),
      Value: secrets.join('\n'),
      Type: 'SecureString',
      Overwrite: true,
      Description: `Secrets with which ${provider} signs webhooks, one a line, newest first`,
    });
    await this.#client.send(command);
  }

  async remove(provider: string): Promise<void> {
    await this.#client.send(new DeleteParameterCommand({ Name: this.#parameter(provider) }));
  }
}
