import * as z from 'zod/mini';
import type { ResourceEntry } from './service-file.ts';

/** A queue of the service. */
export interface QueueDefinition {
  readonly name: string;
  /** As the SQS API takes them; what is not here is SQS's default. The redrive policy stands apart. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly redrive?: {
    /** Logical id. */
    readonly deadLetterQueue: string;
    readonly maxReceiveCount: number;
  };
}

const Properties = z.object({
  QueueName: z.string(),
  DelaySeconds: z.optional(z.int()),
  MaximumMessageSize: z.optional(z.int()),
  MessageRetentionPeriod: z.optional(z.int()),
  ReceiveMessageWaitTimeSeconds: z.optional(z.int()),
  VisibilityTimeout: z.optional(z.int()),
  RedrivePolicy: z.optional(
    z.object({
      deadLetterTargetArn: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }),
      maxReceiveCount: z.int(),
    }),
  ),
});

/** @throws ZodError when the resource says something that is not known here */
export function queueDefinition({ Properties: properties }: ResourceEntry): QueueDefinition {
  const { QueueName, RedrivePolicy, ...rest } = z.parse(Properties, properties);
  const attributes = Object.entries(rest).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return {
    name: QueueName,
    attributes: Object.fromEntries(attributes),
    ...(RedrivePolicy && {
      redrive: {
        deadLetterQueue: RedrivePolicy.deadLetterTargetArn['Fn::GetAtt'][0],
        maxReceiveCount: RedrivePolicy.maxReceiveCount,
      },
    }),
  };
}
