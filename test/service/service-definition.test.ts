import { describe, expect, it } from 'vitest';
import { withoutUndefined } from '../../lib/values/without-undefined.ts';
import { projectDirectory } from '../../service/project-directory.ts';
import { readServiceDefinition } from '../../service/service-definition.ts';
import { compileTemplate } from '../template/compiled-template.ts';

/** Not the default stage, so that a name without its stage is noticed. */
const stage = 'test';
const template = await compileTemplate(['--stage', stage]);
const local = readServiceDefinition(projectDirectory, { stage });

const propertiesOf = (type: string): Record<string, unknown>[] =>
  template.ofType(type).map(([, { Properties }]) => Properties);
const idsOf = (type: string): string[] => template.ofType(type).map(([id]) => id);

/** The logical id that Serverless gives a function. */
const functionId = (key: string): string => `${key.charAt(0).toUpperCase()}${key.slice(1)}LambdaFunction`;

describe('The local definition equals the compiled template', () => {
  it('in the routes', () => {
    expect(
      local.routes.map(({ routeKey, functionKey }) => ({ RouteKey: routeKey, Target: functionKey })),
    ).toEqual(
      propertiesOf('AWS::ApiGatewayV2::Route').map(({ RouteKey }) => ({ RouteKey, Target: 'ingest' })),
    );
    for (const integration of propertiesOf('AWS::ApiGatewayV2::Integration')) {
      expect(integration).toMatchObject({ PayloadFormatVersion: '2.0', TimeoutInMillis: 30_000 });
    }
  });

  it('in the functions: names, handlers, timeouts, memory and all environment variables', () => {
    const ours = Object.values(local.functions).map((each) => ({
      FunctionName: each.name,
      Handler: `${each.module}.${each.handler}`,
      Timeout: each.timeoutMs / 1_000,
      MemorySize: each.memoryMb,
      Environment: { Variables: each.environment },
    }));
    const deployed: unknown[] = [];
    for (const properties of propertiesOf('AWS::Lambda::Function')) {
      const { FunctionName, Handler, Timeout, MemorySize, Environment } = properties;
      deployed.push({ FunctionName, Handler, Timeout, MemorySize, Environment });
    }
    expect(ours).toEqual(deployed);
    expect(ours).toHaveLength(4);
  });

  it('in the queues: names, times and redrive policies', () => {
    expect(Object.keys(local.queues)).toEqual(idsOf('AWS::SQS::Queue'));
    for (const [id, { name, attributes, redrive }] of Object.entries(local.queues)) {
      const { Properties } = template.resource(id);
      expect(name).toBe(Properties['QueueName']);
      for (const setting of [
        'VisibilityTimeout',
        'MessageRetentionPeriod',
        'DelaySeconds',
        'MaximumMessageSize',
        'FifoQueue',
        'ContentBasedDeduplication',
        'DeduplicationScope',
        'FifoThroughputLimit',
      ]) {
        const deployed = Properties[setting];
        expect(attributes[setting]).toBe(deployed === undefined ? undefined : String(deployed));
      }
      expect(
        redrive && {
          deadLetterTargetArn: { 'Fn::GetAtt': [redrive.deadLetterQueue, 'Arn'] },
          maxReceiveCount: redrive.maxReceiveCount,
        },
      ).toEqual(Properties['RedrivePolicy']);
    }
  });

  it('in the event source mappings of queues', () => {
    const ours = local.mappings.map((each) =>
      withoutUndefined({
        BatchSize: each.batchSize,
        EventSourceArn: { 'Fn::GetAtt': [each.queue, 'Arn'] },
        FunctionName: { 'Fn::GetAtt': [functionId(each.functionKey), 'Arn'] },
        Enabled: true,
        MaximumBatchingWindowInSeconds: each.windowSeconds || undefined,
        FunctionResponseTypes: each.reportBatchItemFailures ? ['ReportBatchItemFailures'] : undefined,
        ScalingConfig: each.maximumConcurrency && { MaximumConcurrency: each.maximumConcurrency },
      }),
    );
    const ofQueues = propertiesOf('AWS::Lambda::EventSourceMapping').filter(
      ({ StartingPosition }) => !StartingPosition,
    );
    expect(ours).toEqual(ofQueues);
    expect(local.mappings.map(({ functionKey }) => functionKey)).toEqual(['consume', 'notify']);
  });

  it('in the topics and the queues that subscribe', () => {
    expect(Object.keys(local.topics)).toEqual(idsOf('AWS::SNS::Topic'));
    for (const [id, { name, isFifo }] of Object.entries(local.topics)) {
      const { TopicName, FifoTopic = false } = template.resource(id).Properties;
      expect([name, isFifo]).toEqual([TopicName, FifoTopic]);
    }
    for (const [id, { topic, queue, isRaw }] of Object.entries(local.subscriptions)) {
      expect(template.resource(id).Properties).toMatchObject({
        TopicArn: { Ref: topic },
        Endpoint: { 'Fn::GetAtt': [queue, 'Arn'] },
        RawMessageDelivery: isRaw,
      });
    }
  });

  it('in the mapping of the stream', () => {
    const ours = local.streamMappings.map((each) => ({
      BatchSize: each.batchSize,
      BisectBatchOnFunctionError: each.bisect,
      EventSourceArn: { 'Fn::GetAtt': [each.table, 'StreamArn'] },
      FilterCriteria: { Filters: [{ Pattern: JSON.stringify({ eventName: each.filterEventNames }) }] },
      FunctionResponseTypes: each.reportBatchItemFailures ? ['ReportBatchItemFailures'] : undefined,
      MaximumBatchingWindowInSeconds: each.windowSeconds,
      MaximumRetryAttempts: -1,
      ParallelizationFactor: each.parallelizationFactor,
      StartingPosition: 'TRIM_HORIZON',
    }));
    const ofStreams = propertiesOf('AWS::Lambda::EventSourceMapping').filter(
      ({ StartingPosition }) => StartingPosition,
    );
    expect(ofStreams).toMatchObject(ours);
    expect(local.streamMappings.map(({ functionKey }) => functionKey)).toEqual(['publish']);
  });

  it('in the table: keys, indexes, billing, expiry and stream', () => {
    expect(Object.keys(local.tables)).toEqual(idsOf('AWS::DynamoDB::Table'));
    for (const [id, { input, timeToLiveAttribute, streamViewType }] of Object.entries(local.tables)) {
      const { Properties } = template.resource(id);
      expect(Properties).toMatchObject(input);
      expect(Properties['TimeToLiveSpecification']).toEqual({
        AttributeName: timeToLiveAttribute,
        Enabled: true,
      });
      expect(Properties['StreamSpecification']).toEqual({
        'Fn::If': ['Publishes', { StreamViewType: streamViewType }, { Ref: 'AWS::NoValue' }],
      });
      for (const setting of [
        'KeySchema',
        'AttributeDefinitions',
        'GlobalSecondaryIndexes',
        'LocalSecondaryIndexes',
      ]) {
        expect(Reflect.get(input, setting)).toEqual(Properties[setting]);
      }
    }
  });
});
