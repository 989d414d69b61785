import type { FunctionEntry } from './service-file.ts';

/** An event source mapping: which queue feeds which function, and how. */
export interface MappingDefinition {
  readonly functionKey: string;
  /** Logical id of the queue. */
  readonly queue: string;
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly reportBatchItemFailures: boolean;
  /** How many batches at once; undefined is as many as the function may run. */
  readonly maximumConcurrency: number | undefined;
}

export const mappingDefinitions = (functionKey: string, entry: FunctionEntry): readonly MappingDefinition[] =>
  entry.events.flatMap(({ sqs }) => {
    if (!sqs?.enabled) return [];
    return [
      {
        functionKey,
        queue: sqs.arn['Fn::GetAtt'][0],
        batchSize: sqs.batchSize,
        windowSeconds: sqs.maximumBatchingWindow,
        reportBatchItemFailures: sqs.functionResponseType === 'ReportBatchItemFailures',
        maximumConcurrency: sqs.maximumConcurrency,
      },
    ];
  });
