import { join } from 'node:path';
import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { StreamMappingDefinition } from '../../../service/mapping-definition.ts';
import type { Stoppable } from '../../emulators/restartable.ts';
import type { PausableMapping } from '../../lambda-api/pausable-mapping.ts';
import { StreamMapping } from '../../mapping/stream/stream-mapping.ts';
import { streamArnOf } from '../../resources/resource-names.ts';
import type { StackContext } from '../stack-context.ts';
import { registrable } from './registrable-mapping.ts';
import type { ServiceFunctions } from './service-functions.ts';

/** In the data directory: how far the stream was read. */
const CHECKPOINTS_FILE = 'stream-checkpoints.json';

/** Starts to feed a function from the stream of a table, as serverless.yml declares. */
export function startStreamMapping(
  { options, service }: StackContext,
  functions: ServiceFunctions,
  client: DynamoDBStreamsClient,
  definition: StreamMappingDefinition,
): PausableMapping & Stoppable {
  const { functionKey } = definition;
  const table = service.tables[definition.table];
  if (!table) throw new Error(`serverless.yml: ${definition.table} is not a table of this service.`);
  // A batch that waits for a free environment grows old, so no more are taken than the function can handle.
  const parallelizationFactor = Math.min(definition.parallelizationFactor, options.maximumEnvironments);
  const mapping = new StreamMapping({
    ...definition,
    parallelizationFactor,
    client,
    tableName: table.input.TableName,
    checkpointFile: options.dataDir && join(options.dataDir, CHECKPOINTS_FILE),
    invoke: (event) => functions.invoke(functionKey, event),
    onFault: (text) => options.onFault(`${functionKey}: ${text}`),
  });
  return registrable(
    mapping,
    service.functions[functionKey]?.name ?? functionKey,
    streamArnOf(service.region, table),
  );
}
