import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { readStageDefaults } from '../../../cli/stage/stage-defaults.ts';
import { deployedTarget, targetOf } from '../../../cli/stage/target.ts';
import { writeLocalPorts } from '../../../service/local-defaults.ts';
import { readServiceDefinition } from '../../../service/service-definition.ts';
import { eventSourceOf, eventTopicNameOf } from '../../../service/stage-name.ts';

describe('The CLI uses the names in serverless.yml', () => {
  const service = readServiceDefinition('.', { stage: 'prod' });
  const { stackName, secretsPrefix } = deployedTarget({ stage: 'prod' });

  it('for the table', () => {
    expect(Object.values(service.tables).map(({ input }) => input.TableName)).toEqual([stackName]);
  });

  it('for the queues', () => {
    const names = Object.values(service.queues).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([`${stackName}-dead-letters`, `${stackName}-deliveries`]));
  });

  it('for the topic, and for the source of events', () => {
    const names = Object.values(service.topics).map(({ name }) => name);
    expect(names).toContain(eventTopicNameOf('prod'));
    expect(service.functions['publish']?.environment['EVENT_SOURCE']).toBe(eventSourceOf('prod'));
  });

  it('for the secrets', () => {
    expect(service.functions['ingest']?.environment['SECRETS_PREFIX']).toBe(secretsPrefix);
  });
});

describe('readStageDefaults', () => {
  it('reads the region from serverless.yml', () => {
    expect(readStageDefaults('prod')).toEqual({ region: 'eu-central-1' });
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
      lambda: { endpoint: 'http://127.0.0.1:3001' },
    });
  });

  it('is the local stack on the ports of the environment', () => {
    expect(targetOf({}, { PORT: '1', DYNAMODB_PORT: '2', SQS_PORT: '' })).toMatchObject({
      webhooksUrl: 'http://127.0.0.1:1/webhooks',
      dynamodb: { endpoint: 'http://127.0.0.1:2' },
      sqs: { endpoint: 'http://127.0.0.1:9324' },
    });
  });

  it('is the local stack that wrote its ports in this folder or above, if it still runs', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ports-'));
    const inside = join(folder, 'inside');
    await mkdir(inside);
    vi.spyOn(process, 'cwd').mockReturnValue(inside);
    onTestFinished(() => void vi.restoreAllMocks());
    const file = writeLocalPorts(folder, {
      PORT: 4001,
      DYNAMODB_PORT: 4002,
      SQS_PORT: 4003,
      LAMBDA_PORT: 4004,
    });
    expect(targetOf({}, { SQS_PORT: '1' })).toMatchObject({
      webhooksUrl: 'http://127.0.0.1:4001/webhooks',
      dynamodb: { endpoint: 'http://127.0.0.1:4002' },
      sqs: { endpoint: 'http://127.0.0.1:1' },
      lambda: { endpoint: 'http://127.0.0.1:4004' },
    });
    const written = await readFile(file, 'utf8');
    await writeFile(file, written.replace(',"LAMBDA_PORT":4004', ''));
    expect(targetOf({}, {}), 'the file of an older version').toMatchObject({
      webhooksUrl: 'http://127.0.0.1:4001/webhooks',
      lambda: { endpoint: 'http://127.0.0.1:3001' },
    });
    await writeFile(file, written.replace(`${process.pid}`, '99999999'));
    expect(targetOf({}, {})).toMatchObject({ webhooksUrl: 'http://127.0.0.1:3000/webhooks' });
  });

  it('refuses a variable that is not a port', () => {
    expect(() => targetOf({}, { DYNAMODB_PORT: 'abc' })).toThrow(
      'DYNAMODB_PORT must be a port, 0 to 65535, not "abc".',
    );
  });

  it("is a deployed stage in the named region, with the user's own credentials", () => {
    const target = deployedTarget({ stage: 'prod', region: 'us-east-1', profile: 'shop' });
    expect(target.aws).toEqual({ region: 'us-east-1', profile: 'shop' });
    expect(target.suffix).toBe(' --stage prod --region us-east-1 --profile shop');
  });

  it('is a deployed stage in the region of serverless.yml, if none is named', async () => {
    const { region } = deployedTarget({ stage: 'prod' }).aws;
    expect(typeof region === 'function' && (await region())).toBe('eu-central-1');
  });
});
