/** Publishing is one setting: with "off" nothing of it may stay behind, and nothing may refer to what is gone. */

import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { compileTemplate } from './compiled-template.ts';

const on = await compileTemplate(['--stage', 'test']);
const off = await compileTemplate(['--stage', 'test', '--param', 'publishing=off']);
const mapping = 'PublishEventSourceMappingDynamodbCheckoutTable';

const idsUnder = (condition: string): string[] =>
  Object.entries(
    z.object({ Resources: z.record(z.string(), z.unknown()) }).parse(JSON.parse(on.text)).Resources,
  )
    .filter(([, resource]) => z.object({ Condition: z.literal(condition) }).safeParse(resource).success)
    .map(([id]) => id);

describe('The setting publishing', () => {
  it('is a condition, "on" by default', () => {
    expect(on.condition('Publishes')).toEqual({ 'Fn::Equals': ['on', 'on'] });
    expect(off.condition('Publishes')).toEqual({ 'Fn::Equals': ['off', 'on'] });
  });

  it('covers the stream, the function, its mapping, its role and log, the topic and the queue', () => {
    expect(idsUnder('Publishes')).toEqual(
      expect.arrayContaining([
        'PublishLogGroup',
        'PublishLambdaFunction',
        mapping,
        'EventTopic',
        'EventTopicPolicy',
        'UnreadableChangesQueue',
        'UnreadableChangesQueuePolicy',
        'PublishRole',
      ]),
    );
    expect(on.property('CheckoutTable', 'StreamSpecification')).toEqual({
      'Fn::If': ['Publishes', { StreamViewType: 'NEW_AND_OLD_IMAGES' }, { Ref: 'AWS::NoValue' }],
    });
  });
});

describe('The stream of the table', () => {
  it('feeds publish from its oldest record, in order per checkout, with retries that end only when it does', () => {
    expect(on.resource(mapping).Properties).toEqual({
      EventSourceArn: { 'Fn::GetAtt': ['CheckoutTable', 'StreamArn'] },
      FunctionName: { 'Fn::GetAtt': ['PublishLambdaFunction', 'Arn'] },
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 0,
      ParallelizationFactor: 10,
      MaximumRetryAttempts: -1,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT","MODIFY"]}' }] },
      Enabled: true,
    });
  });
});

describe('The topic', () => {
  it('keeps the order of each checkout, and is encrypted', () => {
    expect(on.resource('EventTopic').Properties).toEqual({
      TopicName: 'checkout-webhooks-test-events.fifo',
      FifoTopic: true,
      ContentBasedDeduplication: false,
      FifoThroughputScope: 'MessageGroup',
      KmsMasterKeyId: 'alias/aws/sns',
    });
  });

  it('lets queues of the named accounts subscribe, and no others', async () => {
    const accounts = await compileTemplate(['--param', 'subscriberAccounts=111122223333 444455556666']);
    const Policy = z.object({ Statement: z.array(z.unknown()) });
    const statement = Policy.parse(accounts.property('EventTopicPolicy', 'PolicyDocument')).Statement[1];
    expect(statement).toEqual({
      'Fn::If': [
        'HasSubscriberAccounts',
        expect.objectContaining({
          Effect: 'Allow',
          Action: 'sns:Subscribe',
          Principal: { AWS: { 'Fn::Split': [' ', '111122223333 444455556666'] } },
          Condition: { StringEquals: { 'sns:Protocol': 'sqs' } },
        }),
        { Ref: 'AWS::NoValue' },
      ],
    });
  });
});
