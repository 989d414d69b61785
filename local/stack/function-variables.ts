import { secretVariable } from '../../lib/aws/secrets/env-secret-store.ts';
import type { FunctionDefinition } from '../../service/function-definition.ts';
import type { ServiceDefinition } from '../../service/service-definition.ts';
import type { EnvironmentValue } from '../../service/service-file.ts';
import { queueArn, queueUrl } from '../emulators/queues.ts';
import { type Addresses, awsVariables } from './addresses.ts';

/** The signing secrets of each provider, newest first. */
export type Secrets = Readonly<Record<string, readonly string[]>>;

/** There is no SSM here: without this the ingest function takes the secrets from its environment. */
const LEFT_OUT: ReadonlySet<string> = new Set(['SECRETS_PREFIX']);

/** A function's environment as serverless.yml says it, with everything that it refers to found on this machine. */
export function functionVariables(
  service: ServiceDefinition,
  { environment }: FunctionDefinition,
  addresses: Addresses,
  secrets: Secrets,
): Record<string, string> {
  const declared = Object.entries(environment).filter(([name]) => !LEFT_OUT.has(name));
  return {
    ...awsVariables(addresses, service.region),
    ...Object.fromEntries(
      Object.entries(secrets).map(([provider, lines]) => [secretVariable(provider), lines.join('\n')]),
    ),
    ...Object.fromEntries(declared.map(([name, value]) => [name, resolved(service, value, addresses)])),
  };
}

/** `Ref` of a queue is its URL, of a table its name, as in CloudFormation. */
function resolved(service: ServiceDefinition, value: EnvironmentValue, addresses: Addresses): string {
  if (typeof value === 'string') return value;
  const [id, attribute] = 'Ref' in value ? [value.Ref] : value['Fn::GetAtt'];
  const queue = service.queues[id];
  if (queue && attribute === undefined) return queueUrl(addresses.sqsEndpoint, queue);
  if (queue && attribute === 'Arn') return queueArn(service.region, queue);
  const table = service.tables[id];
  if (table && attribute === undefined) return table.input.TableName;
  throw new Error(`serverless.yml: the local stack does not know ${id}${attribute ? `.${attribute}` : ''}.`);
}
