import { describe, expect, it } from 'vitest';
import type { EventSubscriber } from '../../../cli/aws/publishing/read-event-subscribers.ts';
import type { FunctionMapping } from '../../../cli/aws/publishing/read-mappings.ts';
import { judgeEventSubscribers } from '../../../cli/doctor/publishing/event-subscribers-finding.ts';
import { judgeDelivery } from '../../../cli/doctor/publishing/notify-findings.ts';
import { judgeStream } from '../../../cli/doctor/publishing/stream-finding.ts';
import { deployedTarget, localTarget } from '../../../cli/stage/target.ts';

const prod = deployedTarget({ stage: 'prod', region: 'us-east-1' });
const local = localTarget({});
const stream = 'arn:aws:dynamodb:us-east-1:000000000000:table/checkout-webhooks-prod/stream/2';

const mapping = (properties: Partial<FunctionMapping> = {}): FunctionMapping => ({
  uuid: '0e1f',
  source: stream,
  state: 'Enabled',
  lastResult: 'OK',
  since: '2026-01-01T00:00:00.000Z',
  ...properties,
});

describe('The stream of the table', () => {
  it('is fine while publish reads it', () => {
    expect(judgeStream(prod, stream, [mapping()])).toMatchObject({
      verdict: 'ok',
      detail: 'publish reads it, last result: OK',
    });
  });

  it.each([
    ['there is none', undefined, [], 'the table has none', 'npx serverless deploy'],
    ['nobody reads it', stream, [], 'nobody reads it', 'npx serverless deploy'],
    [
      'publish reads the one before it was switched off and on',
      stream,
      [mapping({ source: stream.replace('/2', '/1') })],
      'publish reads an older stream',
      'republish --since',
    ],
    [
      'its reader is disabled',
      stream,
      [mapping({ state: 'Disabled' })],
      'disabled since 2026-01-01T00:00:00.000Z',
      'aws lambda update-event-source-mapping --uuid 0e1f --enabled',
    ],
    [
      'its reader fails',
      stream,
      [mapping({ lastResult: 'PROBLEM: Function call failed' })],
      'publish fails: PROBLEM: Function call failed',
      'log of the publish function',
    ],
  ])('is a problem if %s', (_case, arn, mappings, detail, remedy) => {
    expect(judgeStream(prod, arn, mappings)).toMatchObject({
      verdict: 'bad',
      detail: expect.stringContaining(detail),
      remedy: expect.stringContaining(remedy),
    });
  });

  it('may have any name on the local stack', () => {
    expect(judgeStream(local, 'arn:local/1', [mapping({ lastResult: undefined })])).toMatchObject({
      verdict: 'ok',
      detail: 'publish reads it',
    });
  });
});

describe('Subscribers of events', () => {
  const subscriber = (properties: Partial<EventSubscriber> = {}): EventSubscriber => ({
    address: 'arn:aws:sqs:us-east-1:000000000000:shop.fifo',
    isConfirmed: true,
    deadLetters: 'kept',
    ...properties,
  });

  it('may lose events if somebody only follows them in a terminal', () => {
    const address = 'arn:aws:sqs:us-east-1:000000000000:checkout-webhooks-prod-follow-0123456789ab.fifo';
    const follower = subscriber({ address, deadLetters: 'lost' });
    expect(judgeEventSubscribers(prod, [follower], false)).toMatchObject({ verdict: 'ok' });
  });

  it('are fine if what cannot be delivered is kept, or if that is only for another account to know', () => {
    const both = [subscriber(), subscriber({ deadLetters: 'unknown' })];
    expect(judgeEventSubscribers(prod, both, true)).toMatchObject({ verdict: 'ok', detail: '2 subscribers' });
  });

  it('may be missing if nobody is to be notified, which is a hint and no problem', () => {
    const finding = judgeEventSubscribers(prod, [subscriber({ isConfirmed: false })], false);
    expect(finding).toMatchObject({
      verdict: 'ok',
      detail: expect.stringContaining('docs/use-from-your-shop.md'),
    });
  });

  it('are a problem if notify is switched on and has none', () => {
    expect(judgeEventSubscribers(prod, [], true)).toMatchObject({
      verdict: 'bad',
      remedy: expect.stringContaining('npx serverless deploy'),
    });
  });

  it('are a problem if SNS drops what it cannot deliver to one of them', () => {
    const losing = subscriber({ address: 'the-other-queue', deadLetters: 'lost' });
    expect(judgeEventSubscribers(prod, [subscriber(), losing], false)).toMatchObject({
      verdict: 'bad',
      detail: 'what SNS cannot deliver to the-other-queue is lost',
      remedy: expect.stringContaining('RedrivePolicy'),
    });
  });
});

describe('Signed webhooks to the endpoint', () => {
  it('are fine while the mapping is enabled', () => {
    expect(judgeDelivery(prod, [mapping()])).toMatchObject({
      verdict: 'ok',
      detail: expect.stringContaining('notify status --stage prod'),
    });
  });

  it.each([
    ['they are paused', [mapping({ state: 'Disabled' })], 'paused since 2026-', 'notify resume --stage prod'],
    ['nothing takes the events', [], 'nothing takes', 'Deploy'],
    [
      'the function fails',
      [mapping({ lastResult: 'PROBLEM: x' })],
      'notify fails',
      'log of the notify function',
    ],
  ])('are a problem if %s', (_case, mappings, detail, remedy) => {
    expect(judgeDelivery(prod, mappings)).toMatchObject({
      verdict: 'bad',
      detail: expect.stringContaining(detail),
      remedy: expect.stringContaining(remedy),
    });
  });
});
