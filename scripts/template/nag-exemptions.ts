/** A rule of cdk-nag's AwsSolutions that a resource of ours breaks on purpose. */
export interface NagExemption {
  readonly rule: string;
  /** Logical id in the template. */
  readonly resource: string;
  readonly reason: string;
}

export const nagExemptions: readonly NagExemption[] = [
  {
    rule: 'AwsSolutions-S1',
    resource: 'ServerlessDeploymentBucket',
    reason:
      'It holds our own code on its way to Lambda, nothing of customers; who reads it is in CloudTrail. A log of ' +
      'its accesses would need a second bucket, which would need the same exemption.',
  },
  {
    rule: 'AwsSolutions-APIG1',
    resource: 'HttpApiStage',
    reason:
      'Every request that reaches the function has a line of ours with the same request id; those that do not are ' +
      "counted by the API's own metrics, on the dashboard. A line more for each would double what logs cost.",
  },
  {
    rule: 'AwsSolutions-APIG4',
    resource: 'HttpApiRoutePostWebhooksProviderVar',
    reason:
      'Providers cannot log in: what authorizes a webhook is its signature over the raw body, which only the ' +
      'function sees. An authorizer of an HTTP API is not given the body.',
  },
];
