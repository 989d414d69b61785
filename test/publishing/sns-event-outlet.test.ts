import { SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PortFault } from '../../lib/app/ports.ts';
import { snsEventOutlet } from '../../lib/aws/sns/sns-event-outlet.ts';
import { checkoutOf } from '../../lib/checkout/checkout.ts';
import type { ChangeEvent } from '../../lib/events/change-event.ts';
import { republishedEventOf } from '../../lib/events/change-event-of.ts';
import { localClient } from '../../local/emulators/local-client.ts';
import { startTopicEngine, type TopicEngine } from '../../proof/publishing/topic-engine.ts';
import { aKey, anEntry } from '../checkout/entry-builder.ts';

let topic: TopicEngine;
beforeAll(async () => {
  topic = await startTopicEngine();
});
afterAll(() => topic?.stop());

const row = { checkout: checkoutOf(aKey, [anEntry()]), openFacts: [], revision: 1 };
const event = republishedEventOf('urn:checkout-webhooks:test', row, []);

/** Events of as many checkouts. */
const eventsOf = (count: number): readonly ChangeEvent[] =>
  Array.from({ length: count }, (_, index) => {
    const checkout = checkoutOf({ ...aKey, checkoutId: `CCO-${index}` }, [anEntry()]);
    return republishedEventOf('urn:checkout-webhooks:test', { ...row, checkout }, []);
  });

/** Counts the requests of a client. */
function countRequests(client: SNSClient): { count: number } {
  const requests = { count: 0 };
  client.middlewareStack.add(
    (next) => (call) => {
      requests.count += 1;
      return next(call);
    },
    { step: 'finalizeRequest' },
  );
  return requests;
}
const signal = AbortSignal.timeout(60_000);

it('A second run of republishing reaches the subscribers, and a repetition within a run does not', async () => {
  const take = await topic.subscribe('merchant');
  for (const run of ['run-1', 'run-1', 'run-2']) {
    await snsEventOutlet(topic.client, topic.topicArn, run).publish(event, signal);
  }
  expect((await take()).map((body) => JSON.parse(body))).toEqual([event, event]);
});

it('An event that the topic does not accept is a fault that names the call, and nothing of the event', async () => {
  const outlet = snsEventOutlet(topic.client, topic.topicArn.replace('events', 'none'));
  const fault = await outlet.publish(event, signal).catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(PortFault);
  expect(String(fault)).toMatch(/^PortFault: PublishBatch: \w+$/);
});

it('Events that are published at the same time share requests of ten, and all reach the subscribers', async () => {
  const take = await topic.subscribe('at-once');
  const client = new SNSClient(localClient(topic.endpoint, 'us-east-1'));
  const requests = countRequests(client);
  const outlet = snsEventOutlet(client, topic.topicArn, 'at-once');
  const events = eventsOf(12);
  await Promise.all(events.map((each) => outlet.publish(each, signal)));
  client.destroy();
  expect(requests.count).toBe(2);
  const received = (await take()).map((body): unknown => JSON.parse(body).subject);
  expect(received.toSorted()).toEqual(events.map(({ subject }) => subject).toSorted());
});

it('An event that the topic refuses is a fault of its own, and the others of its request are accepted', async () => {
  const take = await topic.subscribe('one-refused');
  const outlet = snsEventOutlet(topic.client, topic.topicArn, 'one-refused');
  const [first = event, second = event, third = event] = eventsOf(3);
  const tooLarge = { ...second, data: { ...second.data, reference: 'x'.repeat(300_000) } };
  const outcomes = await Promise.allSettled(
    [first, tooLarge, third].map((each) => outlet.publish(each, signal)),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(Object(outcomes[1]).reason).toMatchObject({
    name: 'PortFault',
    message: 'PublishBatch: InvalidParameter',
  });
  expect((await take()).length).toBe(2);
});
