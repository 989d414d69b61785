import { type FunctionDefinition, functionDefinition } from './function-definition.ts';
import { type MappingDefinition, mappingDefinitions } from './mapping-definition.ts';
import { type QueueDefinition, queueDefinition } from './queue-definition.ts';
import { type RouteDefinition, routeDefinitions } from './route-definition.ts';
import { type ResourceEntry, readServiceFile, type ServiceFile } from './service-file.ts';
import { type TableDefinition, tableDefinition } from './table-definition.ts';

/** The deployed service, as far as one machine can run it. */
export interface ServiceDefinition {
  /** The project's directory, which holds serverless.yml and the handlers. */
  readonly directory: string;
  readonly region: string;
  /** By key in serverless.yml. */
  readonly functions: Readonly<Record<string, FunctionDefinition>>;
  readonly routes: readonly RouteDefinition[];
  readonly mappings: readonly MappingDefinition[];
  /** By logical id. */
  readonly queues: Readonly<Record<string, QueueDefinition>>;
  /** By logical id. */
  readonly tables: Readonly<Record<string, TableDefinition>>;
}

/**
 * Reads serverless.yml, so that nothing that is deployed has to be declared again for the local stack. A full
 * `serverless package` would take seconds at each start. A test compares the result with the compiled template.
 *
 * @param options of the `serverless` command, such as `stage`
 * @throws Error when serverless.yml contains something that the local stack does not support
 */
export function readServiceDefinition(
  directory: string,
  options: Readonly<Record<string, string>> = {},
): ServiceDefinition {
  const file = readServiceFile(directory, options);
  const functions: Record<string, FunctionDefinition> = {};
  const routes: RouteDefinition[] = [];
  const mappings: MappingDefinition[] = [];
  for (const [key, entry] of Object.entries(file.functions)) {
    functions[key] = functionDefinition(file, key, entry);
    routes.push(...routeDefinitions(key, entry));
    mappings.push(...mappingDefinitions(key, entry));
  }
  return {
    directory,
    region: file.provider.region,
    functions,
    routes,
    mappings,
    queues: definitionsOf(file, 'AWS::SQS::Queue', queueDefinition),
    tables: definitionsOf(file, 'AWS::DynamoDB::Table', tableDefinition),
  };
}

/** Returns the definitions of all resources of a type, by logical id. */
function definitionsOf<Definition>(
  file: ServiceFile,
  type: string,
  define: (resource: ResourceEntry) => Definition,
): Record<string, Definition> {
  const definitions: Record<string, Definition> = {};
  for (const { Resources } of file.resources) {
    for (const [id, resource] of Object.entries(Resources)) {
      if (resource.Type === type) definitions[id] = define(resource);
    }
  }
  return definitions;
}
