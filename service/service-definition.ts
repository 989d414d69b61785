import { type FunctionDefinition, functionDefinition } from './function-definition.ts';
import { type MappingDefinition, mappingDefinitions } from './mapping-definition.ts';
import { type QueueDefinition, queueDefinition } from './queue-definition.ts';
import { type RouteDefinition, routeDefinitions } from './route-definition.ts';
import { type ResourceEntry, readServiceFile, type ServiceFile } from './service-file.ts';
import { type TableDefinition, tableDefinition } from './table-definition.ts';

/** What serverless.yml deploys, as far as one machine can run it. Records are by key or by logical id. */
export interface ServiceDefinition {
  /** The project's directory: where serverless.yml and the handlers are. */
  readonly directory: string;
  readonly region: string;
  readonly functions: Readonly<Record<string, FunctionDefinition>>;
  readonly routes: readonly RouteDefinition[];
  readonly mappings: readonly MappingDefinition[];
  readonly queues: Readonly<Record<string, QueueDefinition>>;
  readonly tables: Readonly<Record<string, TableDefinition>>;
}

/**
 * Reads serverless.yml: nothing of what is deployed is written a second time for the local stack. A full
 * `serverless package` would take seconds at each start; a test holds the two against each other.
 *
 * @param options those of the `serverless` command, such as `stage`
 * @throws Error when it says something that the local stack cannot follow
 */
export function readServiceDefinition(
  directory: string,
  options: Readonly<Record<string, string>> = {},
): ServiceDefinition {
  const file = readServiceFile(directory, options);
  const functions = Object.entries(file.functions);
  return {
    directory,
    region: file.provider.region,
    functions: Object.fromEntries(
      functions.map(([key, entry]) => [key, functionDefinition(file, key, entry)]),
    ),
    routes: functions.flatMap(([key, entry]) => routeDefinitions(key, entry)),
    mappings: functions.flatMap(([key, entry]) => mappingDefinitions(key, entry)),
    queues: resourcesOf(file, 'AWS::SQS::Queue', queueDefinition),
    tables: resourcesOf(file, 'AWS::DynamoDB::Table', tableDefinition),
  };
}

function resourcesOf<Definition>(
  file: ServiceFile,
  type: string,
  define: (resource: ResourceEntry) => Definition,
): Record<string, Definition> {
  const resources = file.resources.flatMap(({ Resources }) => Object.entries(Resources));
  return Object.fromEntries(
    resources.flatMap(([id, resource]) => (resource.Type === type ? [[id, define(resource)]] : [])),
  );
}
