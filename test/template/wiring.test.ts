/** Mistakes in these properties lose webhooks or money, and no other test sees the compiled template. */

import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ConsumeSettings, IngestSettings } from '../../lib/aws/settings.ts';
import { providers } from '../../lib/providers/registry.ts';
import { compileTemplate } from './compiled-template.ts';

const template = await compileTemplate(['--stage', 'test']);
const DAYS_14 = 14 * 24 * 60 * 60;
const arn = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
const number = (...path: Parameters<typeof template.property>) =>
  z.number().parse(template.property(...path));
const SET_BY_LAMBDA = ['AWS_LAMBDA_LOG_LEVEL'];
const mapping = 'ConsumeEventSourceMappingSQSDeliveryQueue';

describe('The delivery queue', () => {
  it('hides a message at least six times as long as the function may run', () => {
    const timeout = number('ConsumeLambdaFunction', 'Timeout');
    expect(number('DeliveryQueue', 'VisibilityTimeout')).toBeGreaterThanOrEqual(6 * timeout);
  });

  it('moves a message to the dead-letter queue after five tries', () => {
    expect(template.property('DeliveryQueue', 'RedrivePolicy')).toEqual({
      deadLetterTargetArn: arn('DeadLetterQueue'),
      maxReceiveCount: 5,
    });
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

  it.each(['DeliveryQueue', 'DeadLetterQueue'])('%s keeps messages for 14 days, encrypted', (queue) => {
    expect(template.resource(queue).Properties).toMatchObject({
      MessageRetentionPeriod: DAYS_14,
      SqsManagedSseEnabled: true,
    });
  });
});

describe('What holds payments', () => {
  it.each(['CheckoutTable', 'DeadLetterQueue', 'DeadLetterQueuePolicy'])('%s outlives the stack', (id) => {
    expect(template.resource(id)).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
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
  ] as const)('%s has exactly the environment that its code reads', (id, settings) => {
    const variables = z
      .record(z.string(), z.unknown())
      .parse(template.property(id, 'Environment', 'Variables'));
    const read = Object.keys(settings.shape).filter((name) => !SET_BY_LAMBDA.includes(name));
    expect(Object.keys(variables).toSorted()).toEqual(read.toSorted());
  });

  it.each(['IngestLambdaFunction', 'ConsumeLambdaFunction'])(
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

  it('has an output with the webhook URL of every provider', () => {
    const urls = template.outputs.filter((name) => name.endsWith('WebhookUrl')).toSorted();
    expect(urls).toEqual(providers.map(({ title }) => `${title}WebhookUrl`).toSorted());
  });
});
