/** A rule of cdk-nag's AwsSolutions that a resource breaks on purpose. */
export interface NagExemption {
  readonly rule: string;
  /** The resource's logical id in the template. */
  readonly resource: string;
  readonly reason: string;
}

export const nagExemptions: readonly NagExemption[] = [
  {
    rule: 'AwsSolutions-S1',
    resource: 'ServerlessDeploymentBucket',
    reason:
      'The bucket holds our own code on its way to Lambda and nothing of customers, and CloudTrail records who ' +
      'reads it. An access log would need a second bucket, which would need the same exemption.',
  },
  {
    rule: 'AwsSolutions-APIG1',
    resource: 'HttpApiStage',
    reason:
      'The function logs every request that reaches it, with the same request id. The dashboard counts the others ' +
      "with the API's own metrics. A second line for each request would double the cost of logs.",
  },
  {
    rule: 'AwsSolutions-APIG4',
    resource: 'HttpApiRoutePostWebhooksProviderVar',
    reason:
      'Providers cannot log in. A webhook is authorized by its signature over the raw body, which only the ' +
      "function sees: an HTTP API's authorizer does not receive the body.",
  },
  {
    rule: 'AwsSolutions-SQS3',
    resource: 'UnreadableChangesQueue',
    reason:
      'It is a dead-letter queue. No other queue names it in a redrive policy, because the publish function sends to ' +
      'it what it cannot read from a stream.',
  },
  {
    rule: 'AwsSolutions-IAM5[Resource::*]',
    resource: 'NotifyRole',
    reason:
      'Notify pauses its own event source mapping when the endpoint of the shop is gone. It has to find the mapping, and ' +
      'IAM knows no resource for lambda:ListEventSourceMappings.',
  },
  {
    rule: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:lambda:<AWS::Region>:<AWS::AccountId>:event-source-mapping:*]',
    resource: 'NotifyRole',
    reason:
      'The id of an event source mapping is not known before it exists, and the mapping needs the role before. The ' +
      'condition lambda:FunctionArn keeps the update to the mappings of this function.',
  },
];
