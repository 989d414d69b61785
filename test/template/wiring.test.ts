/** Mistakes in these properties lose webhooks or money, and no other test sees the compiled template. */

import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ConsumeSettings, IngestSettings, NotifySettings, PublishSettings } from '../../lib/aws/settings.ts';
import { compileTemplate } from './compiled-template.ts';

const template = await compileTemplate(['--stage', 'test']);
const DAY = 24 * 60 * 60;
const RedrivePolicy = z.object({ maxReceiveCount: z.int(), deadLetterTargetArn: z.unknown() });
const arn = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
const number = (...path: Parameters<typeof template.property>) =>
  z.number().parse(template.property(...path));
/** Set by Lambda, or on the local stack alone. */
const NOT_IN_TEMPLATE = [
  'AWS_LAMBDA_LOG_LEVEL',
  'AWS_LAMBDA_FUNCTION_NAME',
  'NOTIFY_FORWARD',
  'NOTIFY_SECRETS',
];
const mapping = 'ConsumeEventSourceMappingSQSDeliveryQueue';

describe('The delivery queue', () => {
  it('hides a message at least six times as long as the function may run', () => {
    const timeout = number('ConsumeLambdaFunction', 'Timeout');
    expect(number('DeliveryQueue', 'VisibilityTimeout')).toBeGreaterThanOrEqual(6 * timeout);
  });

  it('tries a message for more than a day before it is a dead letter', () => {
    const { maxReceiveCount, ...policy } = RedrivePolicy.parse(
      template.property('DeliveryQueue', 'RedrivePolicy'),
    );
    expect(policy).toEqual({ deadLetterTargetArn: arn('DeadLetterQueue') });
    const tries = number('DeliveryQueue', 'VisibilityTimeout') * maxReceiveCount;
    expect(tries).toBeGreaterThan(DAY);
    // Otherwise the message is deleted before it has had all its tries.
    expect(tries).toBeLessThan(number('DeliveryQueue', 'MessageRetentionPeriod'));
  });

  it('feeds the consume function, which reports the messages that failed', () => {
    expect(template.resource(mapping).Properties).toEqual({
      EventSourceArn: arn('DeliveryQueue'),
      FunctionName: arn('ConsumeLambdaFunction'),
      BatchSize: 10,
      Enabled: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 10 },
    });
  });

  it.each([
    ['DeliveryQueue', 10 * DAY],
    ['DeadLetterQueue', 14 * DAY],
    ['UnreadableChangesQueue', 14 * DAY],
    ['NotifyQueue', 14 * DAY],
    ['NotifyDeadLetterQueue', 14 * DAY],
  ])('%s keeps messages for %i seconds, encrypted', (queue, seconds) => {
    expect(template.resource(queue).Properties).toMatchObject({
      MessageRetentionPeriod: seconds,
      SqsManagedSseEnabled: true,
    });
  });

  // SQS counts the age from the first queue, also after it has moved the message.
  it('keeps messages for a shorter time than the dead-letter queue', () => {
    const [first, second] = ['DeliveryQueue', 'DeadLetterQueue'].map((queue) =>
      number(queue, 'MessageRetentionPeriod'),
    );
    expect(first).toBeLessThan(second ?? 0);
  });
});

describe('What holds payments', () => {
  it.each([
    'CheckoutTable',
    'DeliveryQueue',
    'DeliveryQueuePolicy',
    'DeadLetterQueue',
    'DeadLetterQueuePolicy',
    'UnreadableChangesQueue',
    'UnreadableChangesQueuePolicy',
    'NotifyQueue',
    'NotifyQueuePolicy',
    'NotifyDeadLetterQueue',
    'NotifyDeadLetterQueuePolicy',
  ])('%s outlives the stack, unless its creation failed', (id) => {
    expect(template.resource(id)).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  it('can be restored to any second, cannot be deleted by mistake, and is encrypted', () => {
    expect(template.resource('CheckoutTable').Properties).toMatchObject({
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
      SSESpecification: { SSEEnabled: true },
    });
  });

  it('is not in the deployment bucket, which is still private and encrypted', () => {
    expect(template.resource('ServerlessDeploymentBucket').Properties).toMatchObject({
      BucketEncryption: expect.anything(),
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
  });
});

describe('The functions', () => {
  it.each([
    ['IngestLambdaFunction', IngestSettings],
    ['ConsumeLambdaFunction', ConsumeSettings],
    ['PublishLambdaFunction', PublishSettings],
    ['NotifyLambdaFunction', NotifySettings],
  ] as const)('%s has exactly the environment that its code reads', (id, settings) => {
    const variables = z
      .record(z.string(), z.unknown())
      .parse(template.property(id, 'Environment', 'Variables'));
    const read = Object.keys(settings.shape).filter((name) => !NOT_IN_TEMPLATE.includes(name));
    expect(Object.keys(variables).toSorted()).toEqual(read.toSorted());
  });

  it.each(['Ingest', 'Consume', 'Publish', 'Notify'].map((name) => `${name}LambdaFunction`))(
    '%s logs JSON: our own lines from INFO up, and the platform’s from WARN up',
    (id) => {
      expect(template.property(id, 'LoggingConfig')).toMatchObject({
        LogFormat: 'JSON',
        ApplicationLogLevel: 'INFO',
        SystemLogLevel: 'WARN',
      });
    },
  );

  it('log to groups that keep lines for 30 days', () => {
    const groups = template.ofType('AWS::Logs::LogGroup').map(([, { Properties }]) => Properties);
    expect(groups).toEqual([
      { LogGroupName: '/aws/lambda/checkout-webhooks-test-ingest', RetentionInDays: 30 },
      { LogGroupName: '/aws/lambda/checkout-webhooks-test-consume', RetentionInDays: 30 },
      { LogGroupName: '/aws/lambda/checkout-webhooks-test-publish', RetentionInDays: 30 },
      { LogGroupName: '/aws/lambda/checkout-webhooks-test-notify', RetentionInDays: 30 },
    ]);
  });

  it('leave no numbered versions behind', () => {
    expect(template.ofType('AWS::Lambda::Version')).toEqual([]);
  });

  it('answer within ten seconds, before a provider hangs up', () => {
    expect(number('IngestLambdaFunction', 'Timeout')).toBeLessThanOrEqual(10);
  });
});

describe('The HTTP API', () => {
  it('has one route, which is throttled', () => {
    const routes = template
      .ofType('AWS::ApiGatewayV2::Route')
      .map(([, { Properties }]) => Properties['RouteKey']);
    expect(routes).toEqual(['POST /webhooks/{provider}']);
    expect(template.property('HttpApiStage', 'DefaultRouteSettings')).toEqual({
      DetailedMetricsEnabled: false,
      ThrottlingRateLimit: 1000,
      ThrottlingBurstLimit: 2000,
    });
  });

  it('has an output with the webhook URL of every provider that is switched on', () => {
    const urls = template.outputs.filter((name) => name.endsWith('WebhookUrl'));
    expect(urls).toEqual(['InqudWebhookUrl', 'TweedWebhookUrl']);
  });
});
