import type { FunctionEntry, StreamEventName } from './service-file.ts';

/** An event source mapping from a queue to a function. */
export interface MappingDefinition {
  readonly functionKey: string;
  /** The queue's logical id. */
  readonly queue: string;
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly reportBatchItemFailures: boolean;
  /** How many batches are processed at the same time. Undefined means as many as the function may run. */
  readonly maximumConcurrency: number | undefined;
}

/** Returns the mappings that feed a function. Disabled ones are left out. */
export function mappingDefinitions(functionKey: string, entry: FunctionEntry): readonly MappingDefinition[] {
  const mappings: MappingDefinition[] = [];
  for (const { sqs } of entry.events) {
    if (!sqs?.enabled) continue;
    mappings.push({
      functionKey,
      queue: sqs.arn['Fn::GetAtt'][0],
      batchSize: sqs.batchSize,
      windowSeconds: sqs.maximumBatchingWindow,
      reportBatchItemFailures: sqs.functionResponseType === 'ReportBatchItemFailures',
      maximumConcurrency: sqs.maximumConcurrency,
    });
  }
  return mappings;
}

/** An event source mapping from the stream of a table to a function. It starts at the oldest record of the stream. */
export interface StreamMappingDefinition {
  readonly functionKey: string;
  /** The table's logical id. */
  readonly table: string;
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly reportBatchItemFailures: boolean;
  /** How many batches of a shard are processed at the same time. */
  readonly parallelizationFactor: number;
  /** Whether a batch is split in two when the function fails. */
  readonly bisect: boolean;
  /** Undefined means that the function gets records of every kind. */
  readonly filterEventNames: readonly StreamEventName[] | undefined;
}

/** Returns the mappings that feed a function from a stream. Disabled ones are left out. */
export function streamMappingDefinitions(
  functionKey: string,
  entry: FunctionEntry,
): readonly StreamMappingDefinition[] {
  const mappings: StreamMappingDefinition[] = [];
  for (const { stream } of entry.events) {
    if (!stream?.enabled) continue;
    mappings.push({
      functionKey,
      table: stream.arn['Fn::GetAtt'][0],
      batchSize: stream.batchSize,
      windowSeconds: stream.batchWindow,
      reportBatchItemFailures: stream.functionResponseType === 'ReportBatchItemFailures',
      parallelizationFactor: stream.parallelizationFactor,
      bisect: stream.bisectBatchOnFunctionError,
      filterEventNames: stream.filterPatterns?.flatMap(({ eventName }) => eventName),
    });
  }
  return mappings;
}
