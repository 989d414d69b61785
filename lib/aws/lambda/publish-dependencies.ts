import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { findProvider } from '../../providers/registry.ts';
import { clientOptions } from '../client-options.ts';
import { PublishSettings, readSettings } from '../settings.ts';
import { snsEventOutlet } from '../sns/sns-event-outlet.ts';
import { sqsDeadLetterQueue } from '../sqs/sqs-dead-letter-queue.ts';
import { startInvocationLog } from '../telemetry/invocation-log.ts';
import type { Environment } from './dependencies.ts';
import type { PublishHandlerDependencies } from './publish-handler.ts';

/**
 * Creates the dependencies of the publish function.
 * @throws Error when a setting is missing or wrong
 */
export function createPublishDependencies(environment: Environment): PublishHandlerDependencies {
  const settings = readSettings(PublishSettings, environment);
  const { METRICS_NAMESPACE, AWS_LAMBDA_LOG_LEVEL } = settings;
  return {
    findProvider,
    outlet: snsEventOutlet(new SNSClient(clientOptions), settings.TOPIC_ARN),
    deadLetters: sqsDeadLetterQueue(new SQSClient(clientOptions), settings.UNREADABLE_CHANGES_QUEUE_URL),
    source: settings.EVENT_SOURCE,
    startLog: () => startInvocationLog({ namespace: METRICS_NAMESPACE, threshold: AWS_LAMBDA_LOG_LEVEL }),
    retentionDays: settings.RETENTION_DAYS,
  };
}
