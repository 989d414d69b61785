/** The signed webhook is one setting: without a URL nothing of it may exist, and nothing may refer to it. */

import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { compileTemplate } from './compiled-template.ts';

const URL = 'https://shop.example/paid';
const [off, on] = await Promise.all([
  compileTemplate(['--stage', 'test']),
  compileTemplate(['--stage', 'test', '--param', `notifyUrl=${URL}`]),
]);
const mapping = 'NotifyEventSourceMappingSQSNotifyQueue';
const arn = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

const Template = z.object({
  Resources: z.record(z.string(), z.looseObject({ Condition: z.string().optional() })),
  Outputs: z.record(z.string(), z.looseObject({ Condition: z.string().optional() })),
});

describe('The setting notifyUrl', () => {
  it('is a condition, together with publishing', () => {
    const notifies = (url: string) => ({
      'Fn::And': [{ Condition: 'Publishes' }, { 'Fn::Not': [{ 'Fn::Equals': [url, ''] }] }],
    });
    expect(off.condition('Notifies')).toEqual(notifies(''));
    expect(on.condition('Notifies')).toEqual(notifies(URL));
    expect(on.property('NotifyLambdaFunction', 'Environment', 'Variables', 'NOTIFY_URL')).toBe(URL);
  });

  it('covers everything that has to do with notify', () => {
    const { Resources, Outputs } = Template.parse(JSON.parse(on.text));
    const ofNotify = Object.entries({ ...Resources, ...Outputs }).filter(([id]) => /^Notify/.test(id));
    expect(ofNotify.map(([id]) => id)).toEqual(
      expect.arrayContaining(['NotifyLambdaFunction', 'NotifyLogGroup', 'NotifyRole', mapping]),
    );
    for (const [id, { Condition }] of ofNotify) expect(Condition, id).toBe('Notifies');
  });
});

describe('The queue of notify', () => {
  it('keeps the order of each checkout, and leaves it to the function to give up', () => {
    expect(on.resource('NotifyQueue').Properties).toEqual({
      QueueName: 'checkout-webhooks-test-notify.fifo',
      FifoQueue: true,
      ContentBasedDeduplication: false,
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
      MessageRetentionPeriod: 14 * 24 * 60 * 60,
      SqsManagedSseEnabled: true,
      VisibilityTimeout: 6 * z.number().parse(on.property('NotifyLambdaFunction', 'Timeout')),
      RedrivePolicy: { deadLetterTargetArn: arn('NotifyDeadLetterQueue'), maxReceiveCount: 1000 },
    });
  });

  it('gets the events themselves, and loses none that SNS cannot put into it', () => {
    expect(on.resource('NotifySubscription').Properties).toEqual({
      TopicArn: { Ref: 'EventTopic' },
      Protocol: 'sqs',
      Endpoint: arn('NotifyQueue'),
      RawMessageDelivery: true,
      RedrivePolicy: { deadLetterTargetArn: arn('NotifyDeadLetterQueue') },
    });
  });

  it.each(['NotifyQueue', 'NotifyDeadLetterQueue'])('%s takes messages from the topic alone', (queue) => {
    const Policy = z.object({ Statement: z.array(z.unknown()) });
    const { Statement } = Policy.parse(on.property(`${queue}Policy`, 'PolicyDocument'));
    expect(Statement[1]).toEqual({
      Sid: 'FromTheTopic',
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: arn(queue),
      Condition: { ArnEquals: { 'aws:SourceArn': { Ref: 'EventTopic' } } },
    });
  });

  it('feeds the function, which reports the messages that the queue must keep', () => {
    expect(on.resource(mapping).Properties).toEqual({
      EventSourceArn: arn('NotifyQueue'),
      FunctionName: arn('NotifyLambdaFunction'),
      BatchSize: 10,
      Enabled: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 5 },
    });
  });
});
