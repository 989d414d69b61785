import { type FunctionDefinition, functionDefinition } from './function-definition.ts';
import {
  type MappingDefinition,
  mappingDefinitions,
  type StreamMappingDefinition,
  streamMappingDefinitions,
} from './mapping-definition.ts';
import { type QueueDefinition, queueDefinition } from './resources/queue-definition.ts';
import { type TableDefinition, tableDefinition } from './resources/table-definition.ts';
import {
  type SubscriptionDefinition,
  subscriptionDefinition,
  type TopicDefinition,
  topicDefinition,
} from './resources/topic-definition.ts';
import { type RouteDefinition, routeDefinitions } from './route-definition.ts';
import { type ResourceEntry, readServiceFile, type ServiceFile } from './service-file.ts';

/** The deployed service, as far as one machine can run it. */
export interface ServiceDefinition {
  /** The project's directory, which holds serverless.yml and the handlers. */
  readonly directory: string;
  readonly region: string;
  /** By key in serverless.yml. */
  readonly functions: Readonly<Record<string, FunctionDefinition>>;
  readonly routes: readonly RouteDefinition[];
  /** From queues. */
  readonly mappings: readonly MappingDefinition[];
  /** From streams of tables. */
  readonly streamMappings: readonly StreamMappingDefinition[];
  /** By logical id. */
  readonly queues: Readonly<Record<string, QueueDefinition>>;
  /** By logical id. */
  readonly tables: Readonly<Record<string, TableDefinition>>;
  /** By logical id. */
  readonly topics: Readonly<Record<string, TopicDefinition>>;
  /** By logical id, those of queues. */
  readonly subscriptions: Readonly<Record<string, SubscriptionDefinition>>;
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
  const streamMappings: StreamMappingDefinition[] = [];
  for (const [key, entry] of Object.entries(file.functions)) {
    functions[key] = functionDefinition(file, key, entry);
    routes.push(...routeDefinitions(key, entry));
    mappings.push(...mappingDefinitions(key, entry));
    streamMappings.push(...streamMappingDefinitions(key, entry));
  }
  return {
    directory,
    region: file.provider.region,
    functions,
    routes,
    mappings,
    streamMappings,
    queues: definitionsOf(file, 'AWS::SQS::Queue', queueDefinition),
    tables: definitionsOf(file, 'AWS::DynamoDB::Table', tableDefinition),
    topics: definitionsOf(file, 'AWS::SNS::Topic', topicDefinition),
    subscriptions: definitionsOf(file, 'AWS::SNS::Subscription', subscriptionDefinition),
  };
}

/** Returns the definitions of all resources of a type, by logical id, without those that have none. */
function definitionsOf<Definition>(
  file: ServiceFile,
  type: string,
  define: (resource: ResourceEntry) => Definition | undefined,
): Record<string, Definition> {
  const definitions: Record<string, Definition> = {};
  for (const { Resources } of file.resources) {
    for (const [id, resource] of Object.entries(Resources)) {
      const definition = resource.Type === type ? define(resource) : undefined;
      if (definition !== undefined) definitions[id] = definition;
    }
  }
  return definitions;
}
