import type { FunctionEntry } from './service-file.ts';

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
