import * as z from 'zod/mini';
import { withoutUndefined } from '../../lib/values/without-undefined.ts';
import type { ResourceEntry } from '../service-file.ts';

/** A queue of the service. */
export interface QueueDefinition {
  readonly name: string;
  /** In the form of the SQS API, without the redrive policy. What is not declared keeps SQS's default. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly redrive?: {
    /** The dead-letter queue's logical id. */
    readonly deadLetterQueue: string;
    readonly maxReceiveCount: number;
  };
}

const RedrivePolicy = z.object({
  deadLetterTargetArn: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }),
  maxReceiveCount: z.int(),
});

const Properties = z.object({
  QueueName: z.string(),
  DelaySeconds: z.optional(z.int()),
  MaximumMessageSize: z.optional(z.int()),
  MessageRetentionPeriod: z.optional(z.int()),
  ReceiveMessageWaitTimeSeconds: z.optional(z.int()),
  VisibilityTimeout: z.optional(z.int()),
  FifoQueue: z.optional(z.boolean()),
  ContentBasedDeduplication: z.optional(z.boolean()),
  DeduplicationScope: z.optional(z.enum(['queue', 'messageGroup'])),
  FifoThroughputLimit: z.optional(z.enum(['perQueue', 'perMessageGroupId'])),
  RedrivePolicy: z.optional(RedrivePolicy),
});

/** @throws ZodError when a property has a form that the local stack does not support */
export function queueDefinition(resource: ResourceEntry): QueueDefinition {
  const { QueueName, RedrivePolicy: policy, ...settings } = z.parse(Properties, resource.Properties);
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(settings)) {
    if (value !== undefined) attributes[name] = String(value);
  }
  const redrive = policy && {
    deadLetterQueue: policy.deadLetterTargetArn['Fn::GetAtt'][0],
    maxReceiveCount: policy.maxReceiveCount,
  };
  return withoutUndefined({ name: QueueName, attributes, redrive });
}
