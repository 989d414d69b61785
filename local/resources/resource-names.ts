import { LOCAL_ACCOUNT } from '../../service/local-defaults.ts';
import type { QueueDefinition } from '../../service/resources/queue-definition.ts';
import type { TopicDefinition } from '../../service/resources/topic-definition.ts';

export const queueUrl = (endpoint: string, { name }: QueueDefinition): string =>
  `${endpoint}/${LOCAL_ACCOUNT}/${name}`;

export const queueArn = (region: string, { name }: QueueDefinition): string =>
  `arn:aws:sqs:${region}:${LOCAL_ACCOUNT}:${name}`;

export const topicArn = (region: string, { name }: TopicDefinition): string =>
  `arn:aws:sns:${region}:${LOCAL_ACCOUNT}:${name}`;
