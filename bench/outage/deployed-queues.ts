import * as z from 'zod';
import { readServiceDefinition } from '../../service/service-definition.ts';
import { readServiceFile } from '../../service/service-file.ts';

/** The settings of the queues and of their alarms, as serverless.yml deploys them by default. */
export interface DeployedQueues {
  readonly visibilitySeconds: number;
  readonly maxReceiveCount: number;
  readonly retentionSeconds: number;
  readonly deadLetterRetentionSeconds: number;
  readonly batchSize: number;
  /** How many batches are applied at the same time. */
  readonly concurrency: number;
  readonly consumeMemoryMb: number;
  /** A try ends after this time at the latest. */
  readonly consumeTimeoutSeconds: number;
  readonly alarms: Readonly<Record<AlarmName, AlarmRule>>;
}

export type AlarmName = 'message-failures' | 'queue-age' | 'dead-letters' | 'dead-letter-age';

export interface AlarmRule {
  readonly threshold: number;
  readonly periodSeconds: number;
  readonly periods: number;
}

const Alarm = z
  .object({ Threshold: z.number(), Period: z.number(), EvaluationPeriods: z.number() })
  .transform(
    ({ Threshold, Period, EvaluationPeriods }): AlarmRule => ({
      threshold: Threshold,
      periodSeconds: Period,
      periods: EvaluationPeriods,
    }),
  );

/** @throws Error when serverless.yml lacks one of the resources that are looked for */
export function readDeployedQueues(directory: string): DeployedQueues {
  // No stage has an empty name, so no file changes a default.
  const options = { stage: '' };
  const { queues, mappings, functions } = readServiceDefinition(directory, options);
  const [mapping] = mappings;
  const { DeliveryQueue, DeadLetterQueue } = queues;
  const consume = functions['consume'];
  if (!mapping?.maximumConcurrency || !DeliveryQueue?.redrive || !DeadLetterQueue || !consume) {
    throw new Error('serverless.yml has no queue, no dead-letter queue or no function that reads them.');
  }
  const { resources } = readServiceFile(directory, options);
  const alarm = (id: string): AlarmRule =>
    Alarm.parse(resources.find(({ Resources }) => id in Resources)?.Resources[id]?.Properties);
  return {
    visibilitySeconds: Number(DeliveryQueue.attributes['VisibilityTimeout']),
    maxReceiveCount: DeliveryQueue.redrive.maxReceiveCount,
    retentionSeconds: Number(DeliveryQueue.attributes['MessageRetentionPeriod']),
    deadLetterRetentionSeconds: Number(DeadLetterQueue.attributes['MessageRetentionPeriod']),
    batchSize: mapping.batchSize,
    concurrency: mapping.maximumConcurrency,
    consumeMemoryMb: consume.memoryMb,
    consumeTimeoutSeconds: consume.timeoutMs / 1_000,
    alarms: {
      'message-failures': alarm('MessageFailuresAlarm'),
      'queue-age': alarm('QueueAgeAlarm'),
      'dead-letters': alarm('DeadLettersAlarm'),
      'dead-letter-age': alarm('DeadLetterAgeAlarm'),
    },
  };
}
