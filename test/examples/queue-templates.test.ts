/** The templates of examples/shop/aws, on SNS and SQS: a queue that is made as they say receives events. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startFauxqs } from 'fauxqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { Orders } from '../../examples/shop/orders.ts';
import { emptyQueue } from '../../examples/shop/queue-worker.ts';
import { sampleEvent } from '../../lib/events/sample-event.ts';
import { localClient } from '../../local/emulators/local-client.ts';
import { readCloudFormationYaml } from '../../service/cloudformation-yaml.ts';

const Properties = z.record(z.string(), z.unknown());
const Template = z.object({ Resources: z.record(z.string(), z.object({ Type: z.string(), Properties })) });

const REGION = 'eu-central-1';
const TOPIC = 'checkout-webhooks-prod-events.fifo';
const TOPIC_ARN = `arn:aws:sns:${REGION}:000000000000:${TOPIC}`;
const paid = { checkoutId: 'CCO-1', state: 'succeeded' } as const;

let server: Awaited<ReturnType<typeof startFauxqs>>;
let sqs: SQSClient;
let sns: SNSClient;
beforeAll(async () => {
  server = await startFauxqs({ port: 0, logger: false, defaultRegion: REGION });
  const config = localClient(`http://127.0.0.1:${server.port}`, REGION);
  [sqs, sns] = [new SQSClient(config), new SNSClient(config)];
  await sns.send(new CreateTopicCommand({ Name: TOPIC, Attributes: { FifoTopic: 'true' } }));
});
afterAll(async () => {
  sqs?.destroy();
  sns?.destroy();
  await server?.stop();
});

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** What CloudFormation would make of `!Ref` and `!GetAtt`. */
function resolved(value: unknown, names: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((item) => resolved(item, names));
  if (typeof value !== 'object' || value === null) return value;
  const [[key, argument] = []] = Object.entries(value);
  if (key === 'Ref' && argument === 'EventTopicArn') return TOPIC_ARN;
  if (key === 'Ref') return names[String(argument)];
  if (key === 'Fn::GetAtt') return `arn:aws:sqs:${REGION}:000000000000:${names[String(argument[0])]}`;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, resolved(inner, names)]));
}

describe.each(['fifo-queue.yml', 'standard-queue.yml'])('%s', (file) => {
  const { Resources } = Template.parse(readCloudFormationYaml('examples/shop/aws', file));
  const names: Record<string, string> = {};
  for (const [id, { Properties: own }] of Object.entries(Resources)) names[id] = String(own['QueueName']);
  const of = (type: string): Record<string, unknown>[] =>
    Object.values(Resources)
      .filter(({ Type }) => Type === type)
      .map(({ Properties: own }) => z.parse(Properties, resolved(own, names)));

  it('delivers the events of the topic to a queue, and the shop applies them', async () => {
    const queues = of('AWS::SQS::Queue').toReversed();
    const urls = new Map<string, string>();
    for (const { QueueName, ...attributes } of queues) {
      const Attributes = Object.fromEntries(
        Object.entries(attributes).map(([name, value]) => [name, text(value)]),
      );
      const created = await sqs.send(new CreateQueueCommand({ QueueName: text(QueueName), Attributes }));
      urls.set(text(QueueName), created.QueueUrl ?? '');
    }
    const [subscription = {}] = of('AWS::SNS::Subscription');
    const { TopicArn, Protocol, Endpoint, ...attributes } = subscription;
    await sns.send(
      new SubscribeCommand({
        TopicArn: text(TopicArn),
        Protocol: text(Protocol),
        Endpoint: text(Endpoint),
        Attributes: Object.fromEntries(
          Object.entries(attributes).map(([name, value]) => [name, text(value)]),
        ),
      }),
    );
    const event = sampleEvent(paid);
    await sns.send(
      new PublishCommand({
        TopicArn: TOPIC_ARN,
        Message: JSON.stringify(event),
        MessageGroupId: 'CCO-1',
        MessageDeduplicationId: `${file} ${event.id}`,
      }),
    );
    const folder = mkdtempSync(join(tmpdir(), 'shop-'));
    using orders = new Orders(join(folder, 'shop.db'));
    orders.place({ id: 'order-1', checkoutId: 'CCO-1', amount: '1', currency: 'EUR' });
    const queueUrl = urls.get(names['CheckoutEvents'] ?? '') ?? '';
    await emptyQueue({ sqs, queueUrl, orders, onChange: () => undefined });
    expect(orders.all()).toMatchObject([{ id: 'order-1', state: 'succeeded' }]);
    rmSync(folder, { recursive: true });
  });

  it('lets the topic send to both queues, and nobody else', () => {
    const [policy = {}] = of('AWS::SQS::QueuePolicy');
    expect(policy['Queues']).toHaveLength(2);
    expect(policy['PolicyDocument']).toMatchObject({
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Condition: { ArnEquals: { 'aws:SourceArn': TOPIC_ARN } },
        },
      ],
    });
  });

  it('has a dead-letter queue of the same kind for the queue and for the subscription', () => {
    const [queue = {}, letters = {}] = of('AWS::SQS::Queue');
    const [subscription = {}] = of('AWS::SNS::Subscription');
    const arn = `arn:aws:sqs:${REGION}:000000000000:${letters['QueueName']}`;
    expect(queue['RedrivePolicy']).toMatchObject({ deadLetterTargetArn: arn });
    expect(subscription['RedrivePolicy']).toEqual({ deadLetterTargetArn: arn });
    expect(letters['FifoQueue']).toBe(queue['FifoQueue']);
  });
});
