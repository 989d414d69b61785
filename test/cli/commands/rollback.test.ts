import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliMoto, clientFor, createStack, startCliMoto, whyNoMoto } from '../moto.ts';
import { checkoutsHere } from '../run-checkouts.ts';

const BUCKET = 'the-deployment-bucket';
const STACK = 'checkout-webhooks-prod';
const FIRST = Date.parse('2026-01-01T10:00:00Z');
const SECOND = Date.parse('2026-01-02T10:00:00Z');

const folderOf = (timestamp: number): string =>
  `serverless/checkout-webhooks/prod/${timestamp}-${new Date(timestamp).toISOString()}`;

/** A version from before the address for alarms was in the template. */
const FIRST_PARAMETERS = [{ ParameterKey: 'AlarmEmail', ParameterValue: 'on-call@example.com' }];

/** A template as Serverless compiles it, with what a rollback reads, and a topic that shows which one is in force. */
const templateOf = (version: string, timestamp: number): string =>
  JSON.stringify({
    Parameters: { AlarmEmail: { Type: 'String', Default: '' } },
    Resources: {
      Topic: {
        Type: 'AWS::SNS::Topic',
        Properties: { TopicName: `topic-of-${version.replaceAll('.', '-')}` },
      },
      IngestLambdaFunction: {
        Type: 'AWS::CloudFormation::WaitConditionHandle',
        Properties: { Code: { S3Key: `${folderOf(timestamp)}/ingest.zip` } },
      },
    },
    Outputs: { ServerlessDeploymentBucketName: { Value: BUCKET }, ServiceVersion: { Value: version } },
  });

describe.skipIf(whyNoMoto)(
  `rollback, on an AWS API server${whyNoMoto ? `: skipped, ${whyNoMoto}` : ''}`,
  () => {
    let moto: CliMoto;
    let cloudFormation: CloudFormationClient;
    let s3: S3Client;
    const rollback = (...args: readonly string[]) =>
      checkoutsHere(['rollback', '--stage', 'prod', ...args], moto.environment);

    const put = (timestamp: number, file: string, Body: string) =>
      s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: `${folderOf(timestamp)}/${file}`, Body }));
    const upload = (version: string, timestamp: number) =>
      put(timestamp, 'compiled-cloudformation-template.json', templateOf(version, timestamp));
    const templateInForce = async (): Promise<string> => {
      const { TemplateBody = '' } = await cloudFormation.send(new GetTemplateCommand({ StackName: STACK }));
      return TemplateBody;
    };

    beforeAll(async () => {
      moto = await startCliMoto();
      cloudFormation = new CloudFormationClient(clientFor(moto));
      s3 = new S3Client({ ...clientFor(moto), forcePathStyle: true });
      await s3.send(
        new CreateBucketCommand({
          Bucket: BUCKET,
          CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
        }),
      );
      await upload('0.1.0', FIRST);
      const state = { service: { provider: { stackParameters: FIRST_PARAMETERS } } };
      await put(FIRST, 'serverless-state.json', JSON.stringify(state));
      await put(SECOND, 'serverless-state.json', JSON.stringify({ service: { provider: {} } }));
      await cloudFormation.send(
        new CreateStackCommand({
          StackName: STACK,
          TemplateBody: templateOf('0.1.0', FIRST),
          Parameters: FIRST_PARAMETERS,
        }),
      );
    });
    afterAll(() => moto.stop());

    it('refuses a stage that is not deployed', async () => {
      const { code, stderr } = await checkoutsHere(['rollback', '--stage', 'stagng'], moto.environment);
      expect(code).toBe(1);
      expect(stderr).toContain('There is no stack checkout-webhooks-stagng');
    });

    it('says that there is no earlier deployment', async () => {
      const { code, stdout, stderr } = await rollback('--yes');
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain('stage prod has no earlier deployment to go back to.');
    });

    it('says so for a stack whose first deployment did not get as far as a bucket', async () => {
      await createStack(moto, 'begun');
      const { code, stderr } = await checkoutsHere(['rollback', '--stage', 'begun'], moto.environment);
      expect(code).toBe(1);
      expect(stderr).toContain('stage begun has no earlier deployment to go back to.');
    });

    it('says which version and time it would return to, and asks first', async () => {
      await upload('0.2.0', SECOND);
      const TemplateBody = templateOf('0.2.0', SECOND);
      const Parameters = [{ ParameterKey: 'AlarmEmail', ParameterValue: '' }];
      await cloudFormation.send(new UpdateStackCommand({ StackName: STACK, TemplateBody, Parameters }));
      const { code, stderr } = await rollback();
      expect(code).toBe(2);
      expect(stderr).toContain(`stage prod runs version 0.2.0 of 2026-01-02 10:00:00.000 UTC (${SECOND}).`);
      expect(stderr).toContain(
        `Return stage prod to version 0.1.0 of 2026-01-01 10:00:00.000 UTC (${FIRST}), with its settings? Add --yes`,
      );
      expect(await templateInForce()).toContain('topic-of-0-2-0');
    });

    it('returns to the deployment before, and says how to deploy the later code again', async () => {
      const { code, stdout, stderr } = await rollback('--yes');
      expect({ code, stdout }).toEqual({
        code: 0,
        stdout: `stage prod runs version 0.1.0 of 2026-01-01 10:00:00.000 UTC (${FIRST}) again.\n`,
      });
      expect(stderr).toContain('npx serverless deploy --force --stage prod');
      expect(await templateInForce()).toContain('topic-of-0-1-0');
    });

    it('brings back the value that a parameter of the stack had then, such as the address for alarms', async () => {
      const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: STACK }));
      expect(Stacks?.[0]?.Parameters).toMatchObject(FIRST_PARAMETERS);
    });

    it('--to goes to any deployment in the bucket, also to a later one, and --json says where', async () => {
      const { code, stdout } = await rollback('--to', String(SECOND), '--yes', '--json');
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toEqual({
        stage: 'prod',
        from: { timestamp: String(FIRST), packagedAt: '2026-01-01T10:00:00.000Z', version: '0.1.0' },
        to: { timestamp: String(SECOND), packagedAt: '2026-01-02T10:00:00.000Z', version: '0.2.0' },
        changed: true,
      });
      expect(await templateInForce()).toContain('topic-of-0-2-0');
    });

    it('--to names the deployments that there are, if it finds none', async () => {
      const { code, stderr } = await rollback('--to', '17', '--yes');
      expect(code).toBe(1);
      expect(stderr).toContain(`has no deployment 17 in its bucket. It has ${FIRST}, ${SECOND}.`);
      expect((await rollback('--to', String(SECOND), '--yes')).stderr).toContain('already');
    });
  },
);
