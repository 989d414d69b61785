import { afterAll, beforeAll, expect, it } from 'vitest';
import { PortFault } from '../../lib/app/ports.ts';
import { snsEventOutlet } from '../../lib/aws/sns/sns-event-outlet.ts';
import { checkoutOf } from '../../lib/checkout/checkout.ts';
import { republishedEventOf } from '../../lib/events/change-event-of.ts';
import { startTopicEngine, type TopicEngine } from '../../proof/publishing/topic-engine.ts';
import { aKey, anEntry } from '../checkout/entry-builder.ts';

let topic: TopicEngine;
beforeAll(async () => {
  topic = await startTopicEngine();
});
afterAll(() => topic?.stop());

const row = { checkout: checkoutOf(aKey, [anEntry()]), openFacts: [], revision: 1 };
const event = republishedEventOf('urn:checkout-webhooks:test', row, []);
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
  expect(String(fault)).toMatch(/^PortFault: Publish: \w+$/);
});
