import type { SQSClient } from '@aws-sdk/client-sqs';
import type { MappingDefinition } from '../../../service/mapping-definition.ts';
import type { Stoppable } from '../../emulators/restartable.ts';
import type { PausableMapping } from '../../lambda-api/pausable-mapping.ts';
import { EventSourceMapping } from '../../mapping/event-source-mapping.ts';
import { queueArn, queueUrl } from '../../resources/resource-names.ts';
import type { StackContext } from '../stack-context.ts';
import { registrable } from './registrable-mapping.ts';
import type { ServiceFunctions } from './service-functions.ts';

/** Starts to feed a function from a queue, as serverless.yml declares. */
export function startQueueMapping(
  { options, service, addresses }: StackContext,
  functions: ServiceFunctions,
  client: SQSClient,
  definition: MappingDefinition,
): PausableMapping & Stoppable {
  const { functionKey, maximumConcurrency } = definition;
  const queue = service.queues[definition.queue];
  if (!queue) throw new Error(`serverless.yml: ${definition.queue} is not a queue of this service.`);
  const arn = queueArn(service.region, queue);
  const mapping = new EventSourceMapping({
    ...definition,
    client,
    queueUrl: queueUrl(addresses.sqsEndpoint, queue),
    queueArn: arn,
    region: service.region,
    // A batch that waits for a free environment grows old, so no more are taken than the function can handle.
    maximumConcurrency: Math.min(
      maximumConcurrency ?? options.maximumEnvironments,
      options.maximumEnvironments,
    ),
    invoke: (event) => functions.invoke(functionKey, event),
    onFault: (text) => options.onFault(`${functionKey}: ${text}`),
  });
  return registrable(mapping, service.functions[functionKey]?.name ?? functionKey, arn);
}
