import { LOCAL_ACCOUNT } from '../../service/local-defaults.ts';
import type { QueueDefinition } from '../../service/queue-definition.ts';

export const queueUrl = (endpoint: string, { name }: QueueDefinition): string =>
  `${endpoint}/${LOCAL_ACCOUNT}/${name}`;

export const queueArn = (region: string, { name }: QueueDefinition): string =>
  `arn:aws:sqs:${region}:${LOCAL_ACCOUNT}:${name}`;
