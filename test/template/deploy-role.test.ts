import { describe, expect, it } from 'vitest';
import { actionsOf, allows } from '../cli/iam/policy-file.ts';
import { compileTemplate } from './compiled-template.ts';

/** What CloudFormation calls, with the permissions of whoever deploys, to create and delete a resource of each type. */
const needed: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGatewayV2': ['apigateway:POST', 'apigateway:DELETE'],
  'AWS::CloudWatch::Alarm': ['cloudwatch:PutMetricAlarm', 'cloudwatch:DeleteAlarms'],
  'AWS::CloudWatch::Dashboard': ['cloudwatch:PutDashboard', 'cloudwatch:DeleteDashboards'],
  'AWS::DynamoDB::Table': [
    'dynamodb:CreateTable',
    'dynamodb:UpdateTimeToLive',
    'dynamodb:UpdateContinuousBackups',
  ],
  'AWS::IAM::Role': ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:PassRole', 'iam:DeleteRole'],
  'AWS::KMS::Key': ['kms:CreateKey', 'kms:EnableKeyRotation', 'kms:ScheduleKeyDeletion'],
  'AWS::Lambda::EventSourceMapping': ['lambda:CreateEventSourceMapping', 'lambda:DeleteEventSourceMapping'],
  'AWS::Lambda::Function': ['lambda:CreateFunction', 'lambda:DeleteFunction'],
  'AWS::Lambda::Permission': ['lambda:AddPermission', 'lambda:RemovePermission'],
  'AWS::Logs::LogGroup': ['logs:CreateLogGroup', 'logs:PutRetentionPolicy', 'logs:DeleteLogGroup'],
  'AWS::S3::Bucket': ['s3:CreateBucket', 's3:PutEncryptionConfiguration', 's3:DeleteBucket'],
  'AWS::S3::BucketPolicy': ['s3:PutBucketPolicy'],
  'AWS::SNS::Subscription': ['sns:Subscribe', 'sns:Unsubscribe'],
  'AWS::SNS::Topic': ['sns:CreateTopic', 'sns:SetTopicAttributes', 'sns:DeleteTopic'],
  'AWS::SNS::TopicPolicy': ['sns:SetTopicAttributes'],
  'AWS::SQS::Queue': ['sqs:CreateQueue', 'sqs:SetQueueAttributes', 'sqs:DeleteQueue'],
  'AWS::SQS::QueuePolicy': ['sqs:SetQueueAttributes'],
};

const template = await compileTemplate(['--stage', 'test']);

describe('docs/iam/deploy-role.json', () => {
  const allowed = [...actionsOf('deploy-role.json').values()].flat();

  it.each(template.types)('can create and delete a resource of the type %s', (type) => {
    const actions = needed[type] ?? needed[type.replace(/^(AWS::ApiGatewayV2)::.*/, '$1')];
    expect(actions).toBeDefined();
    expect(actions?.filter((action) => !allows(allowed, action))).toEqual([]);
  });

  it('passes roles to Lambda functions only', () => {
    expect(actionsOf('deploy-role.json').get('RolesForFunctionsOnly')).toEqual(['iam:PassRole']);
  });
});
