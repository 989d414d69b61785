import { LOCAL_ACCOUNT } from '../../service/local-defaults.ts';
import type { QueueDefinition } from '../../service/resources/queue-definition.ts';
import type { TableDefinition } from '../../service/resources/table-definition.ts';
import type { TopicDefinition } from '../../service/resources/topic-definition.ts';

export const queueUrl = (endpoint: string, { name }: QueueDefinition): string =>
  `${endpoint}/${LOCAL_ACCOUNT}/${name}`;

export const queueArn = (region: string, { name }: QueueDefinition): string =>
  `arn:aws:sqs:${region}:${LOCAL_ACCOUNT}:${name}`;

export const topicArn = (region: string, { name }: TopicDefinition): string =>
  `arn:aws:sns:${region}:${LOCAL_ACCOUNT}:${name}`;

/** The label at its end is the time at which a stream was switched on. Nothing here depends on it. */
export const streamArnOf = (region: string, { input: { TableName } }: TableDefinition): string =>
  `arn:aws:dynamodb:${region}:${LOCAL_ACCOUNT}:table/${TableName}/stream/local`;
