import { CloudWatchClient, PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { ListTopicsCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { templateHash } from '../../../service/template/template-hash.ts';
import { type CliStack, startCliStack } from '../cli-stack.ts';
import { type CliMoto, clientFor, createStack, startCliMoto, whyNoMoto } from '../moto.ts';
import { checkouts, checkoutsHere } from '../run-checkouts.ts';

/** The API server has the stack, the secrets and the alarms. The local stack has the table, queues and functions. */
describe.skipIf(whyNoMoto)(`doctor --stage${whyNoMoto ? `: skipped, ${whyNoMoto}` : ''}`, () => {
  let moto: CliMoto;
  let cli: CliStack;
  const environment = () => ({
    ...moto.environment,
    AWS_ENDPOINT_URL_SQS: cli.stack.sqsEndpoint,
    AWS_ENDPOINT_URL_DYNAMODB: cli.stack.dynamodbEndpoint,
  });
  const run = (args: readonly string[]) => checkoutsHere([...args, '--stage', 'dev'], environment());

  beforeAll(async () => {
    [moto, cli] = await Promise.all([startCliMoto(), startCliStack()]);
  });
  afterAll(() => Promise.all([moto.stop(), cli.stack.stop()]));

  it('says how to deploy if nothing is deployed, and runs no other check', async () => {
    const { code, stdout } = await run(['doctor']);
    expect(code).toBe(1);
    expect(stdout).toBe(
      'bad      deployed: there is no stack checkout-webhooks-dev\n         → npx serverless deploy --stage dev\n',
    );
    expect((await run(['url'])).stderr).toContain('npx serverless deploy --stage dev');
  });

  it('finds missing secrets and missing alarms, each with a remedy', async () => {
    await createStack(moto, 'dev', {
      HttpApiUrl: { Value: 'https://composed-by-serverless.invalid' },
      InqudWebhookUrl: {
        Value: `${cli.stack.url}/webhooks/inqud`,
        Description: "Enter it in Inqud's dashboard",
      },
      TweedWebhookUrl: { Value: `${cli.stack.url}/webhooks/tweed` },
      AlarmTopicArn: { Value: { Ref: 'Alarms' } },
      ServiceVersion: { Value: packageJson.version },
      TemplateHash: { Value: templateHash('.', 'dev') },
    });
    const { code, stdout } = await run(['doctor']);
    expect(code).toBe(1);
    expect(stdout).toContain('ok       deployed: stack checkout-webhooks-dev is CREATE_COMPLETE\n');
    expect(stdout).toContain('ok       table: checkout-webhooks-dev can be read\n');
    expect(stdout).toMatch(
      /^bad +secret of Inqud: none is set.*\n +→ npx checkout-webhooks secret set inqud --stage dev$/m,
    );
    expect(stdout).toMatch(/^bad +alarms: there are no alarms\n/m);
    expect(stdout).toContain(
      `ok       version: the stage runs ${packageJson.version}, from the files here\n`,
    );
  });

  it('finds that alarms reach no one, until someone is subscribed', async () => {
    const { stdout } = await run(['doctor', '--no-probe']);
    expect(stdout).toMatch(/^bad +subscribers of alarms: nobody is subscribed.*\n +→ Set alarmEmail /m);
    const sns = new SNSClient(clientFor(moto));
    const { Topics = [] } = await sns.send(new ListTopicsCommand());
    const TopicArn = Topics[0]?.TopicArn;
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'on-call@example.com' }));
    const later = await run(['doctor', '--no-probe']);
    expect(later.stdout).toContain('ok       subscribers of alarms: 1 confirmed subscriber\n');
  });

  it('sends signed probes if there are secrets, and reports firing alarms', async () => {
    for (const provider of ['inqud', 'tweed'])
      await checkouts(['secret', 'set', provider, '--stage', 'dev'], environment(), 'local-secret');
    const client = new CloudWatchClient(clientFor(moto));
    const AlarmName = 'checkout-webhooks-dev-conflict';
    await client.send(
      new PutMetricAlarmCommand({
        AlarmName,
        AlarmDescription: 'A conflict. See docs/runbook.md#conflict.',
        MetricName: 'Conflict',
        Namespace: 'checkout-webhooks/dev',
        Statistic: 'Sum',
        Period: 300,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      }),
    );
    await client.send(new SetAlarmStateCommand({ AlarmName, StateValue: 'OK', StateReason: 'quiet' }));
    const healthy = await run(['doctor']);
    expect(healthy.stdout).toMatch(/^ok +signed Inqud webhook: in the table after /m);
    expect(healthy).toMatchObject({ code: 0, stderr: '' });

    await client.send(new SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason: 'loud' }));
    const { code, stdout } = await run(['doctor', '--no-probe']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^bad +alarms: firing: conflict\n +→ See docs\/runbook\.md#conflict$/m);
  });

  it("url --json has each provider's URL as the stack's own outputs have it", async () => {
    const { items } = JSON.parse((await run(['url', '--json'])).stdout);
    expect(items).toMatchObject([
      { provider: 'inqud', url: `${cli.stack.url}/webhooks/inqud`, where: "Enter it in Inqud's dashboard" },
      { provider: 'tweed', url: `${cli.stack.url}/webhooks/tweed` },
    ]);
  });

  it('url and send take the address from the stack’s webhook outputs and the secret from SSM', async () => {
    expect((await run(['url'])).stdout).toContain(
      `Inqud  Enter it in Inqud's dashboard\n  URL     ${cli.stack.url}/webhooks/inqud`,
    );
    const asked = await run(['send', 'inqud', 'CCO-sent', 'NEW']);
    expect(asked.code).toBe(2);
    expect(asked.stderr).toContain('Add --yes');
    expect((await run(['send', 'inqud', 'CCO-sent', 'NEW', '--yes'])).code).toBe(0);
  });
});
