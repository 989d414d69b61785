import { describe, expect, it } from 'vitest';
import { stageDefaults } from '../../../cli/stage/stage-defaults.ts';
import { deployedTarget, targetOf } from '../../../cli/stage/target.ts';
import { readServiceDefinition } from '../../../service/service-definition.ts';

describe('The names that the CLI looks for are those that serverless.yml gives', () => {
  const service = readServiceDefinition('.', { stage: 'prod' });
  const { stackName, secretsPrefix } = deployedTarget({ stage: 'prod' });

  it('the table', () => {
    expect(Object.values(service.tables).map(({ input }) => input.TableName)).toEqual([stackName]);
  });

  it('the queues', () => {
    const names = Object.values(service.queues).map(({ name }) => name);
    expect(names.toSorted()).toEqual([`${stackName}-dead-letters`, `${stackName}-deliveries`]);
  });

  it('the secrets', () => {
    expect(service.functions['ingest']?.environment['SECRETS_PREFIX']).toBe(secretsPrefix);
  });
});

describe('What serverless.yml decides about a stage', () => {
  it('is read from there: the region and the number of partitions', () => {
    expect(stageDefaults('prod')).toEqual({ region: 'eu-central-1', stateShards: 8 });
  });
});

describe('A target', () => {
  it('is the local stack by default, on its usual ports', () => {
    expect(targetOf({}, {})).toMatchObject({
      isLocal: true,
      stackName: 'checkout-webhooks-dev',
      webhooksUrl: 'http://127.0.0.1:3000/webhooks',
      dynamodb: { endpoint: 'http://127.0.0.1:8000' },
      sqs: { endpoint: 'http://127.0.0.1:9324' },
    });
  });

  it('is the local stack on the ports of the environment', () => {
    expect(targetOf({}, { PORT: '1', DYNAMODB_PORT: '2', SQS_PORT: '' })).toMatchObject({
      webhooksUrl: 'http://127.0.0.1:1/webhooks',
      dynamodb: { endpoint: 'http://127.0.0.1:2' },
      sqs: { endpoint: 'http://127.0.0.1:9324' },
    });
  });

  it("is a deployed stage with the user's own credentials, in the region that was named", () => {
    const target = deployedTarget({ stage: 'prod', region: 'us-east-1', profile: 'shop' });
    expect(target.aws).toEqual({ region: 'us-east-1', profile: 'shop' });
    expect(target.suffix).toBe(' --stage prod --region us-east-1 --profile shop');
  });

  it('is a deployed stage in the region of serverless.yml, when none was named', async () => {
    const { region } = deployedTarget({ stage: 'prod' }).aws;
    expect(typeof region === 'function' && (await region())).toBe('eu-central-1');
  });
});
