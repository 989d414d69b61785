/**
 * The resource types that the AWS API server of this test skips, and the tests that cover each of them instead. The
 * deployment test fails when the server skips another type, and when it no longer skips one of these.
 */
export const coveredElsewhere: Readonly<Record<string, string>> = {
  'AWS::S3::BucketPolicy': 'test/template/permissions.test.ts: TLS only',
  'AWS::SQS::QueuePolicy': 'test/template/permissions.test.ts: TLS only',
  'AWS::SNS::TopicPolicy': 'test/template/permissions.test.ts: TLS only; cdk-nag',
  'AWS::SNS::Subscription': 'here: the parameter that it is made from; test/monitoring/alarms.test.ts',
  'AWS::ApiGatewayV2::Api': 'test/local: our own gateway, compared with the compiled template; cfn-lint',
  'AWS::ApiGatewayV2::Stage': 'test/template/wiring.test.ts: throttling; cfn-lint',
  'AWS::ApiGatewayV2::Integration': 'test/local: payload format 2.0; cfn-lint',
  'AWS::ApiGatewayV2::Route': 'test/template/wiring.test.ts: the one route; test/local',
  'AWS::CloudWatch::Alarm': 'test/monitoring/alarms.test.ts: each alarm is provoked; cfn-lint',
};
