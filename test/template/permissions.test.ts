/** A stolen role of a function must be worth as little as possible, so every statement is listed here. */

import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { compileTemplate } from './compiled-template.ts';

const template = await compileTemplate(['--stage', 'test']);

const arn = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
const parameter = (provider: string) => ({
  'Fn::Sub': `arn:\${AWS::Partition}:ssm:\${AWS::Region}:\${AWS::AccountId}:parameter/checkout-webhooks/test/${provider}/secrets`,
});
const mayLog = (logGroup: string) => ({
  Effect: 'Allow',
  Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  Resource: arn(logGroup),
});

const Policies = z.array(z.object({ PolicyDocument: z.object({ Statement: z.array(z.unknown()) }) }));

function statementsOf(role: string): readonly unknown[] {
  const { Policies: policies, ManagedPolicyArns } = template.resource(role).Properties;
  expect(ManagedPolicyArns).toBeUndefined();
  return Policies.parse(policies).flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

const ROLES = ['IngestRole', 'ConsumeRole', 'PublishRole', 'NotifyRole'];

describe('What a function may do', () => {
  it('is, for ingest: send to its queue, read the secrets of the providers that are switched on, and log', () => {
    expect(statementsOf('IngestRole')).toEqual([
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arn('DeliveryQueue') },
      {
        Effect: 'Allow',
        Action: 'ssm:GetParameters',
        Resource: ['inqud', 'tweed'].map(parameter),
      },
      mayLog('IngestLogGroup'),
    ]);
  });

  it('is, for consume: take from the queue, send to the dead-letter queue, update rows, and log', () => {
    expect(statementsOf('ConsumeRole')).toEqual([
      {
        Effect: 'Allow',
        Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        Resource: arn('DeliveryQueue'),
      },
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arn('DeadLetterQueue') },
      { Effect: 'Allow', Action: 'dynamodb:UpdateItem', Resource: arn('CheckoutTable') },
      mayLog('ConsumeLogGroup'),
    ]);
  });

  it('is, for publish: read the stream, publish, send to its dead-letter queue, and log', () => {
    expect(statementsOf('PublishRole')).toEqual([
      {
        Effect: 'Allow',
        Action: ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
          (action) => `dynamodb:${action}`,
        ),
        Resource: { 'Fn::GetAtt': ['CheckoutTable', 'StreamArn'] },
      },
      { Effect: 'Allow', Action: 'sns:Publish', Resource: { Ref: 'EventTopic' } },
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arn('UnreadableChangesQueue') },
      mayLog('PublishLogGroup'),
    ]);
  });

  it('is, for notify: its two queues, its secrets, a pause of itself alone, and log', () => {
    const inAccount = (service: string, name: string) => ({
      'Fn::Sub': `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${name}`,
    });
    expect(statementsOf('NotifyRole')).toEqual([
      {
        Effect: 'Allow',
        Action: ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes', 'ChangeMessageVisibility'].map(
          (action) => `sqs:${action}`,
        ),
        Resource: arn('NotifyQueue'),
      },
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arn('NotifyDeadLetterQueue') },
      {
        Effect: 'Allow',
        Action: 'ssm:GetParameters',
        Resource: inAccount('ssm', 'parameter/checkout-webhooks/test/notify/secrets'),
      },
      { Effect: 'Allow', Action: 'lambda:ListEventSourceMappings', Resource: '*' },
      {
        Effect: 'Allow',
        Action: 'lambda:UpdateEventSourceMapping',
        Resource: inAccount('lambda', 'event-source-mapping:*'),
        Condition: {
          ArnEquals: {
            'lambda:FunctionArn': inAccount('lambda', 'function:checkout-webhooks-test-notify'),
          },
        },
      },
      mayLog('NotifyLogGroup'),
    ]);
  });

  it('is granted by these roles alone, and only Lambda may assume them', () => {
    expect(template.ofType('AWS::IAM::Role').map(([id]) => id)).toEqual(ROLES);
    expect(template.ofType('AWS::IAM::Policy')).toEqual([]);
    expect(template.ofType('AWS::IAM::ManagedPolicy')).toEqual([]);
    for (const role of ROLES) {
      expect(template.property(role, 'AssumeRolePolicyDocument', 'Statement')).toEqual([
        { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ]);
    }
    expect(template.property('IngestLambdaFunction', 'Role')).toEqual(arn('IngestRole'));
    expect(template.property('ConsumeLambdaFunction', 'Role')).toEqual(arn('ConsumeRole'));
    expect(template.property('PublishLambdaFunction', 'Role')).toEqual(arn('PublishRole'));
    expect(template.property('NotifyLambdaFunction', 'Role')).toEqual(arn('NotifyRole'));
  });

  it('has a star only where it denies, where it means the key of the policy, or for the one list that has no resource', () => {
    const starred = [
      ...template.text.matchAll(/"(Action|Resource|Principal)":\s*("[^"]*\*[^"]*"|\["[^\]]*\*[^\]]*\])/g),
    ];
    expect(starred.map(([, where, what]) => `${where} ${what}`).toSorted()).toEqual([
      'Action "kms:*"',
      'Action "s3:*"',
      'Action "sqs:*"',
      'Action "sqs:*"',
      'Action "sqs:*"',
      'Action "sqs:*"',
      'Action "sqs:*"',
      'Principal "*"',
      'Principal "*"',
      'Principal "*"',
      'Principal "*"',
      'Principal "*"',
      'Principal "*"',
      'Principal "*"',
      'Principal "*"',
      'Resource "*"',
      'Resource "*"',
      // lambda:ListEventSourceMappings of notify.
      'Resource "*"',
    ]);
  });
});

const Deny = z.object({
  Statement: z.array(z.looseObject({ Effect: z.string().optional(), Condition: z.unknown().optional() })),
});
const overPlainHttp = { Bool: { 'aws:SecureTransport': false } };

describe('Without TLS, nobody', () => {
  it.each(['DeliveryQueuePolicy', 'DeadLetterQueuePolicy', 'UnreadableChangesQueuePolicy'])(
    'reaches a queue (%s)',
    (policy) => {
      const { Statement } = Deny.parse(template.property(policy, 'PolicyDocument'));
      expect(Statement).toMatchObject([{ Effect: 'Deny', Principal: '*', Condition: overPlainHttp }]);
    },
  );

  it.each(['AlarmTopicPolicy', 'EventTopicPolicy', 'ServerlessDeploymentBucketPolicy'])(
    'gets past %s',
    (policy) => {
      const { Statement } = Deny.parse(template.property(policy, 'PolicyDocument'));
      expect(Statement).toContainEqual(expect.objectContaining({ Effect: 'Deny', Condition: overPlainHttp }));
    },
  );
});
