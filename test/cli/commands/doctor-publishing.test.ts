import { SetSubscriptionAttributesCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliMoto, clientFor, createStack, startCliMoto, whyNoMoto } from '../moto.ts';
import { type IdleMapping, NotifyUnderTest, publishMapping } from '../notify/notify-under-test.ts';
import { checkoutsHere } from '../run-checkouts.ts';

const region = 'eu-central-1';
const topicArn = `arn:aws:sns:${region}:123456789012:checkout-webhooks-dev-events.fifo`;

/** The API server has the stack, the topic and the secrets. The local stack has the table, the queues and Lambda's API. */
describe.skipIf(whyNoMoto)(
  `doctor --stage, where changes are published${whyNoMoto ? `: skipped, ${whyNoMoto}` : ''}`,
  { timeout: 60_000 },
  () => {
    let moto: CliMoto;
    let subject: NotifyUnderTest;
    let reader: IdleMapping;
    let environment: Readonly<Record<string, string>>;
    let subscription = '';
    const doctor = async () =>
      (await checkoutsHere(['doctor', '--no-probe', '--stage', 'dev'], environment)).stdout;

    beforeAll(async () => {
      [moto, subject] = await Promise.all([
        startCliMoto(),
        NotifyUnderTest.start(async (cli) => {
          reader = await publishMapping(cli);
          return [reader];
        }),
      ]);
      const { stack } = subject.cli;
      environment = {
        ...moto.environment,
        AWS_ENDPOINT_URL_SQS: stack.sqsEndpoint,
        AWS_ENDPOINT_URL_DYNAMODB: stack.dynamodbEndpoint,
        AWS_ENDPOINT_URL_LAMBDA: subject.lambdaEndpoint,
      };
      await createStack(moto, 'dev', {
        InqudWebhookUrl: { Value: `${stack.url}/webhooks/inqud` },
        AlarmTopicArn: { Value: { Ref: 'Alarms' } },
        EventTopicArn: { Value: { Ref: 'Events' } },
        NotifyQueueUrl: { Value: 'the URL of the queue' },
      });
    }, 60_000);
    afterAll(() => Promise.all([moto.stop(), subject.stop()]));

    it('finds that the endpoint receives nothing: no subscription, no secret, dead letters, a pause', async () => {
      await subject.deadLetter('CCO-1', 'an event');
      await checkoutsHere(['notify', 'pause', '--stage', 'dev'], environment);
      const found = await doctor();
      expect(found).toContain('ok       stream of the table: publish reads it\n');
      expect(found).toContain('ok       unreadable changes: none\n');
      expect(found).toMatch(/^bad +subscribers of events: the subscription of notify is gone/m);
      expect(found).toMatch(
        /^bad +secret of notify: none is set.*\n +→ npx checkout-webhooks secret set notify --stage dev$/m,
      );
      expect(found).toMatch(
        /^bad +signed webhooks to your endpoint: paused since .*\n +→ npx checkout-webhooks notify resume --stage dev$/m,
      );
      expect(found).toMatch(
        /^bad +dead letters of notify: your endpoint did not accept 1 event for three days$/m,
      );
    });

    it('finds nothing once all of it is put right, but a subscription without a dead-letter queue', async () => {
      const sns = new SNSClient(clientFor(moto));
      const Endpoint = `arn:aws:sqs:${region}:123456789012:shop.fifo`;
      const { SubscriptionArn } = await sns.send(
        new SubscribeCommand({ TopicArn: topicArn, Protocol: 'sqs', Endpoint, ReturnSubscriptionArn: true }),
      );
      subscription = SubscriptionArn ?? '';
      const Name = '/checkout-webhooks/dev/notify/secrets';
      const secret = { Name, Value: 'whsec_bG9jYWwtc2VjcmV0', Type: 'SecureString' } as const;
      await new SSMClient(clientFor(moto)).send(new PutParameterCommand(secret));
      await checkoutsHere(['notify', 'resume', '--stage', 'dev'], environment);
      await checkoutsHere(['notify', 'resend', '--stage', 'dev'], environment);
      const found = await doctor();
      expect(found).toMatch(/^ok +secret of notify: \S+ signs$/m);
      expect(found).toContain('ok       signed webhooks to your endpoint: enabled');
      expect(found).toContain('ok       dead letters of notify: none\n');
      expect(found).toMatch(/^bad +subscribers of events: what SNS cannot deliver to .*shop\.fifo is lost$/m);
      await sns.send(
        new SetSubscriptionAttributesCommand({
          SubscriptionArn: subscription,
          AttributeName: 'RedrivePolicy',
          AttributeValue: JSON.stringify({ deadLetterTargetArn: `${Endpoint}-dead` }),
        }),
      );
      expect(await doctor()).toContain('ok       subscribers of events: 1 subscriber\n');
    });

    it('finds a stream that nobody reads', async () => {
      reader.enabled = false;
      expect(await doctor()).toMatch(
        /^bad +stream of the table: the mapping of publish is disabled.*\n +→ aws lambda update-event-source-mapping/m,
      );
      reader.enabled = true;
    });
  },
);
