import { secretVariable } from '../../../lib/aws/secrets/env-secret-store.ts';
import type { FunctionDefinition } from '../../../service/function-definition.ts';
import type { EnvironmentValue } from '../../../service/service-file.ts';
import { queueArn, queueUrl, topicArn } from '../../resources/resource-names.ts';
import { awsVariables } from '../addresses.ts';
import type { StackContext } from '../stack-context.ts';
import type { CompleteOptions } from '../stack-options.ts';

/**
 * Not taken from serverless.yml. There is no SSM here: without a prefix, functions read secrets from their environment.
 * Here every provider is switched on, and the addresses of the service and of the shop are other ones.
 */
const NOT_TAKEN: ReadonlySet<string> = new Set(['SECRETS_PREFIX', 'PROVIDERS', 'PUBLIC_URL', 'NOTIFY_URL']);

/** Returns a function's environment as serverless.yml declares it, with every reference resolved on this machine. */
export function functionVariables(
  context: StackContext,
  { environment }: FunctionDefinition,
): Record<string, string> {
  const { options, service, addresses } = context;
  const variables: Record<string, string> = awsVariables(addresses, service.region);
  for (const [provider, secrets] of Object.entries(options.secrets)) {
    variables[secretVariable(provider)] = secrets.join('\n');
  }
  for (const [name, value] of Object.entries(environment)) {
    if (!NOT_TAKEN.has(name)) variables[name] = resolved(value, context);
  }
  if ('PUBLIC_URL' in environment) variables['PUBLIC_URL'] = options.publicUrl ?? addresses.publicUrl;
  if ('NOTIFY_URL' in environment) Object.assign(variables, notifyVariables(options));
  return variables;
}

/** The shop under development is on this machine, which notify refuses without NOTIFY_FORWARD. */
const notifyVariables = ({ forwardTo = '', notifySecrets }: CompleteOptions): Record<string, string> => ({
  NOTIFY_URL: forwardTo,
  NOTIFY_FORWARD: '1',
  ...(notifySecrets && { NOTIFY_SECRETS: notifySecrets.join('\n') }),
});

/** As in CloudFormation, `Ref` of a queue is its URL, of a table its name, and of a topic its ARN. */
function resolved(value: EnvironmentValue, { service, addresses }: StackContext): string {
  if (typeof value === 'string') return value;
  if ('Fn::If' in value) throw new Error('serverless.yml: the local stack cannot resolve a condition.');
  const [id, attribute] = 'Ref' in value ? [value.Ref] : value['Fn::GetAtt'];
  const queue = service.queues[id];
  if (queue && attribute === undefined) return queueUrl(addresses.sqsEndpoint, queue);
  if (queue && attribute === 'Arn') return queueArn(service.region, queue);
  const table = service.tables[id];
  if (table && attribute === undefined) return table.input.TableName;
  const topic = service.topics[id];
  if (topic && attribute === undefined) return topicArn(service.region, topic);
  const reference = attribute === undefined ? id : `${id}.${attribute}`;
  throw new Error(`serverless.yml: the local stack cannot resolve ${reference}.`);
}
