import { readFileSync } from 'node:fs';
import { signedByName } from '../../proof/kit/signed-by.ts';
import { streamRecord } from '../publishing/stream-record.ts';
import { type MetricValue, metricsIn } from './metrics-in.ts';
import { startObservedService } from './observed-service.ts';

type Service = Awaited<ReturnType<typeof startObservedService>>;
/** Provokes an alarm with the real functions. Returns the values that AWS itself would measure. */
type Provocation = (service: Service) => Promise<readonly MetricValue[]>;

const SECRET = 'secret';
const allSecrets = { WEBHOOK_SECRETS_INQUD: SECRET, WEBHOOK_SECRETS_TWEED: SECRET };
const fixture = (path: string): string => readFileSync(`test/fixtures/${path}`, 'utf8');
const tweedStatus = (status: string): string =>
  JSON.stringify({ type: 'CHECKOUT_STATUS_UPDATED', data: { checkoutId: 'checkout-1', status } });

const signed = (provider: string, body: string, secret = SECRET) => ({
  provider,
  body,
  headers: { ...signedByName(provider, Buffer.from(body), secret) },
});

/** A value that AWS measures, with AWS's own names. A resource has its logical id in the template. */
const measured = (
  namespace: string,
  name: string,
  dimension: string,
  resource: string,
  value: number,
): MetricValue => ({
  namespace,
  name,
  dimensions: { [dimension]: resource },
  value,
});
const ofApi = (answers: readonly unknown[]): readonly MetricValue[] => {
  const faults = answers.filter((answer) => Object(answer).statusCode >= 500).length;
  return [
    measured('AWS/ApiGateway', '5xx', 'ApiId', 'HttpApi', faults),
    measured('AWS/ApiGateway', 'Count', 'ApiId', 'HttpApi', answers.length),
  ];
};

const ofQueue = (answers: readonly unknown[]): readonly MetricValue[] => {
  const sent = answers.filter((answer) => Object(answer).statusCode === 200).length;
  return [measured('AWS/SQS', 'NumberOfMessagesSent', 'QueueName', 'DeliveryQueue', sent)];
};

/** Sends webhooks and applies them. Returns the answers. */
async function apply(
  service: Service,
  provider: string,
  ...bodies: readonly string[]
): Promise<readonly unknown[]> {
  const answers: unknown[] = [];
  for (const body of bodies) answers.push(await service.post(signed(provider, body)));
  await service.consume(await service.queued());
  return answers;
}

/** Publishes every row as if it had just begun, in one run. Returns how many changes were not published. */
async function publishRows(service: Service, by = service.working): Promise<number> {
  const records = (await service.rows()).map((NewImage) => streamRecord('INSERT', { NewImage }));
  const answer = await service.publish(records, by);
  return Object(answer).batchItemFailures.length;
}

const ofPublish = (name: string, value: number): MetricValue =>
  measured('AWS/Lambda', name, 'FunctionName', 'PublishLambdaFunction', value);

/** A change that cannot be published is in the batch of the next run, so the age of the batch grows. */
async function agedBatch(service: Service, milliseconds: number): Promise<readonly MetricValue[]> {
  await apply(service, 'inqud', fixture('inqud/cco-new.json'));
  const waiting = await publishRows(service, service.cutOff);
  return [ofPublish('IteratorAge', waiting * milliseconds)];
}

/** Notifies an endpoint that is gone of a change. Returns how many events stay in the queue. */
async function notifyGone(service: Service): Promise<number> {
  await apply(service, 'inqud', fixture('inqud/cco-new.json'));
  await publishRows(service);
  const answer = await service.notify(await service.takeEvents());
  return Object(answer).batchItemFailures.length;
}

/** Webhooks about as many checkouts. */
const newCheckouts = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) =>
    fixture('inqud/cco-new.json').replace('8c4df2e6', `8c4df2e${index}`),
  );

/** By the name of the alarm that must fire. */
export const provocations: Readonly<Record<string, Provocation>> = {
  'dead-letters': async (service) => {
    await apply(service, 'inqud', '{"id":"CCO-1"}');
    const visible = await service.depthOfDeadLetters();
    return [
      measured('AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'QueueName', 'DeadLetterQueue', visible),
    ];
  },
  'new-dead-letters': async (service) => {
    await apply(service, 'inqud', '{"id":"CCO-1"}');
    const sent = await service.depthOfDeadLetters();
    return [measured('AWS/SQS', 'NumberOfMessagesSent', 'QueueName', 'DeadLetterQueue', sent)];
  },
  'dead-letter-age': async (service) => {
    const fourDays = 345_600;
    await apply(service, 'inqud', '{"id":"CCO-1"}');
    const age = (await service.depthOfDeadLetters()) * fourDays;
    return [measured('AWS/SQS', 'ApproximateAgeOfOldestMessage', 'QueueName', 'DeadLetterQueue', age)];
  },
  'queue-age': async (service) => {
    const sixMinutes = 360;
    await service.post(signed('inqud', fixture('inqud/cco-new.json')));
    const age = (await service.queued()).length * sixMinutes;
    return [measured('AWS/SQS', 'ApproximateAgeOfOldestMessage', 'QueueName', 'DeliveryQueue', age)];
  },
  'ingest-faults': async (service) => {
    const webhook = signed('inqud', fixture('inqud/cco-new.json'));
    return ofApi([await service.post(webhook), await service.post(webhook, service.cutOff)]);
  },
  refusals: async (service) => {
    for (let time = 0; time < 20; time += 1)
      await service.post(signed('inqud', fixture('inqud/cco-new.json'), 'another secret'));
    return [];
  },
  'no-secret': async (service) => {
    await service.post(signed('inqud', fixture('inqud/cco-new.json')), service.withoutSecrets);
    return [];
  },
  'message-failures': async (service) => {
    for (const webhook of newCheckouts(5)) await service.post(signed('inqud', webhook));
    await service.consume(await service.queued(), service.cutOff);
    return [];
  },
  'ignored-only': async (service) => {
    await service.post(signed('tweed', '{"type":"CHECKOUT_STATUS_CHANGED","data":{"status":"DONE"}}'));
    await service.consumeIgnoring(await service.queued());
    return [];
  },
  'consume-errors': async (service) => {
    const crash = await service.working
      .invoke('consume.ts', { Records: 'none' })
      .catch((error: unknown) => error);
    const errors = crash instanceof Error ? 1 : 0;
    return [measured('AWS/Lambda', 'Errors', 'FunctionName', 'ConsumeLambdaFunction', errors)];
  },
  // Only Lambda itself throttles, so these are the values that it would publish.
  'consume-throttles': async () => [
    measured('AWS/Lambda', 'Throttles', 'FunctionName', 'ConsumeLambdaFunction', 10),
  ],
  conflict: async (service) => {
    await apply(service, 'tweed', tweedStatus('DONE'), tweedStatus('FAILED'));
    return [];
  },
  'unknown-status': async (service) => {
    await apply(service, 'inqud', fixture('inqud/unknown-status.json'));
    return [];
  },
  review: async (service) => {
    await apply(service, 'tweed', fixture('tweed/other-spelling.json'));
    return [];
  },
  'publish-lag': (service) => agedBatch(service, 360_000),
  'publish-stalled': (service) => agedBatch(service, 3_660_000),
  'publish-stopped': async (service) => {
    await apply(service, 'inqud', fixture('inqud/cco-new.json'));
    return [];
  },
  'publish-failures': async (service) => {
    await apply(service, 'inqud', ...newCheckouts(5));
    await publishRows(service, service.cutOff);
    return [];
  },
  'publish-errors': async (service) => {
    const crash = await service.working
      .invoke('publish.ts', { Records: 'none' })
      .catch((error: unknown) => error);
    return [ofPublish('Errors', crash instanceof Error ? 1 : 0)];
  },
  'unreadable-changes': async (service) => {
    const NewImage = { checkoutId: { S: 'CCO-1' }, provider: { S: 'inqud' }, history: { S: 'none' } };
    await service.publish([streamRecord('INSERT', { NewImage })]);
    const visible = await service.depthOfDeadLetters();
    const name = 'ApproximateNumberOfMessagesVisible';
    return [measured('AWS/SQS', name, 'QueueName', 'UnreadableChangesQueue', visible)];
  },
  'notify-age': async (service) => {
    const twoHours = 7_200;
    const age = (await notifyGone(service)) * twoHours;
    return [measured('AWS/SQS', 'ApproximateAgeOfOldestMessage', 'QueueName', 'NotifyQueue', age)];
  },
  'notify-dead-letters': async (service) => {
    await service.notify(['not an event']);
    const visible = await service.depthOfDeadLetters();
    const name = 'ApproximateNumberOfMessagesVisible';
    return [measured('AWS/SQS', name, 'QueueName', 'NotifyDeadLetterQueue', visible)];
  },
  'endpoint-gone': async (service) => {
    await notifyGone(service);
    return [];
  },
  'notify-errors': async (service) => {
    const crash = await service.working
      .invoke('notify.ts', { Records: 'none' })
      .catch((error: unknown) => error);
    const errors = crash instanceof Error ? 1 : 0;
    return [measured('AWS/Lambda', 'Errors', 'FunctionName', 'NotifyLambdaFunction', errors)];
  },
};

/** An ordinary day: checkouts with a duplicate and a late event, all published, and two forged webhooks. */
export const ordinaryDay: Provocation = async (service) => {
  const success = fixture('inqud/cco-success.json');
  const answers = [
    ...(await apply(service, 'inqud', success, success)),
    ...(await apply(service, 'inqud', fixture('inqud/cco-new.json'))),
    ...(await apply(service, 'tweed', ...['DONE', 'CREATED', 'TRANSACTION_BROADCAST'].map(tweedStatus))),
    await service.post(signed('inqud', '{}', 'a guess')),
    await service.post(signed('tweed', '{}', 'a guess')),
  ];
  const waiting = await publishRows(service);
  const published = [
    ofPublish('Invocations', 1),
    ofPublish('IteratorAge', 200),
    ofPublish('Errors', waiting),
  ];
  return [...ofApi(answers), ...ofQueue(answers), ...published];
};

/** Runs a provocation on a new service. Returns the metrics in its log, and those of AWS. */
export async function metricsOf(provocation: Provocation): Promise<readonly MetricValue[]> {
  const service = await startObservedService(allSecrets);
  let ofAws: readonly MetricValue[] = [];
  let printed = '';
  try {
    ofAws = await provocation(service);
  } finally {
    printed = await service.stop();
  }
  return [...metricsIn(printed), ...ofAws];
}
