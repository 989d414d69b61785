/**
 * What the AWS API server of this test cannot create from a template, and what covers each instead. The test fails
 * when the list is no longer true, in either direction.
 */
export const coveredElsewhere: Readonly<Record<string, string>> = {
  'AWS::S3::BucketPolicy': 'test/template/permissions.test.ts: TLS only',
  'AWS::SQS::QueuePolicy': 'test/template/permissions.test.ts: TLS only',
  'AWS::SNS::TopicPolicy': 'test/template/permissions.test.ts: TLS only; cdk-nag',
  'AWS::SNS::Subscription': 'here: the parameter that it is made from; test/monitoring/alarms.test.ts',
  'AWS::ApiGatewayV2::Api': 'test/local: our own gateway, held against the compiled template; cfn-lint',
  'AWS::ApiGatewayV2::Stage': 'test/template/wiring.test.ts: throttling; cfn-lint',
  'AWS::ApiGatewayV2::Integration': 'test/local: payload format 2.0; cfn-lint',
  'AWS::ApiGatewayV2::Route': 'test/template/wiring.test.ts: the one route; test/local',
  'AWS::CloudWatch::Alarm': 'test/monitoring/alarms.test.ts: each one provoked; cfn-lint',
};
