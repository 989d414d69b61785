import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { metrics } from '../../lib/app/metrics.ts';
import { compileTemplate } from '../template/compiled-template.ts';
import { fires } from './alarm-state.ts';
import type { MetricValue } from './metrics-in.ts';
import { metricsOf, ordinaryDay, provocations } from './provocations.ts';

const PREFIX = 'checkout-webhooks-test-';
const template = await compileTemplate(['--stage', 'test']);
const Alarm = z.looseObject({ AlarmName: z.string().startsWith(PREFIX), AlarmDescription: z.string() });
const alarms = new Map(
  template.ofType('AWS::CloudWatch::Alarm').map(([, { Properties }]) => {
    const alarm = Alarm.parse(Properties);
    return [alarm.AlarmName.slice(PREFIX.length), alarm] as const;
  }),
);
const names = [...alarms.keys()];
const firing = (values: readonly MetricValue[]): readonly string[] =>
  names.filter((name) => fires(alarms.get(name), values));

/** The letters are still there, and the pause goes on. */
const withoutEnd = ['new-dead-letters', 'endpoint-gone'];

/** A total of ours in the template of an alarm, where the two names are next to each other and no dimensions follow. */
const OUR_TOTAL = /"Namespace":"checkout-webhooks\/test","MetricName":"(\w+)"(?!,"Dimensions")/g;

const runbook = readFileSync('docs/runbook.md', 'utf8');
const sections = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((text) => [text.slice(0, text.indexOf('\n')), text]),
);

describe('Each alarm', () => {
  it('has a provocation, and every provocation has an alarm', () => {
    expect(Object.keys(provocations).toSorted()).toEqual(names.toSorted());
  });

  it.each(names)(
    '%s fires when it is provoked',
    async (name) => {
      const provocation = provocations[name] ?? expect.fail(`nothing provokes ${name}`);
      expect(firing(await metricsOf(provocation))).toContain(name);
    },
    60_000,
  );

  it('does not fire on an ordinary day', async () => {
    expect(firing(await metricsOf(ordinaryDay))).toEqual([]);
  });

  it('publishes to the topic when it fires and when it is over, unless its end means nothing', () => {
    for (const [name, alarm] of alarms) {
      expect(alarm, name).toMatchObject({ AlarmActions: [{ Ref: 'AlarmTopic' }] });
      const whenOver = withoutEnd.includes(name) ? undefined : [{ Ref: 'AlarmTopic' }];
      expect(alarm['OKActions'], name).toEqual(whenOver);
    }
  });

  it('has a section in the runbook with commands to run, and its description links to it', () => {
    for (const [name, { AlarmDescription }] of alarms) {
      expect(AlarmDescription).toMatch(new RegExp(` See docs/runbook\\.md#${name}\\.$`));
      expect(sections.get(name), name).toMatch(/\*\*Means\.\*\*[\s\S]*\*\*Look at\.\*\*[\s\S]*\*\*Do\.\*\*/);
      expect(sections.get(name), name).toMatch(/npx (checkout-webhooks|serverless) \w+/);
    }
  });

  it('that watches our metrics watches a total that exists, and every total is watched', () => {
    const watched = [...JSON.stringify([...alarms.values()]).matchAll(OUR_TOTAL)].map(
      ([, name = '']) => name,
    );
    expect([...new Set(watched)].toSorted()).toEqual(
      Object.entries(metrics)
        .filter(([, { by }]) => by.some((set) => set.length === 0))
        .map(([name]) => name)
        .toSorted(),
    );
  });

  it('watches no metric by provider, so that a new provider needs no alarm', () => {
    expect(JSON.stringify([...alarms.values()])).not.toContain('"Name":"provider"');
  });
});

describe('The alarm for refusals', () => {
  const ours = (value: number): MetricValue => ({
    namespace: 'checkout-webhooks/test',
    name: 'Refused',
    dimensions: {},
    value,
  });
  const ofQueue = (value: number): MetricValue => ({
    namespace: 'AWS/SQS',
    name: 'NumberOfMessagesSent',
    dimensions: { QueueName: 'DeliveryQueue' },
    value,
  });

  it.each([
    ['many forged, more accepted', 999, 5_000, false],
    ['very many forged, more accepted', 1_000, 5_000, true],
    ['all of a provider refused', 20, 0, true],
    ['three requests of a stranger on a quiet day', 3, 0, false],
    ['a few more', 19, 0, false],
  ])('%s: %i refused, %i queued: %s', (_what, refused, queued, expected) => {
    expect(fires(alarms.get('refusals'), [ours(refused), ofQueue(queued)])).toBe(expected);
  });

  it('fires if SQS has no number for the queue, because it was idle for hours', () => {
    expect(fires(alarms.get('refusals'), [ours(20)])).toBe(true);
  });
});

describe('The alarms for dead letters', () => {
  const ofLetters = (name: string, value: number): MetricValue => ({
    namespace: 'AWS/SQS',
    name,
    dimensions: { QueueName: 'DeadLetterQueue' },
    value,
  });
  const oldLetter = ofLetters('ApproximateNumberOfMessagesVisible', 1);

  it('ring again for a new letter while an old one waits', () => {
    const quiet = firing([oldLetter]);
    const another = firing([oldLetter, ofLetters('NumberOfMessagesSent', 1)]);
    expect([quiet, another]).toEqual([['dead-letters'], ['dead-letters', 'new-dead-letters']]);
  });

  it('ring before the oldest letter is deleted', () => {
    const DAY = 86_400;
    const age = z.number().parse(alarms.get('dead-letter-age')?.['Threshold']);
    const keptIn = (queue: string) => z.number().parse(template.property(queue, 'MessageRetentionPeriod'));
    // A letter keeps its age when SQS moves it, and is then counted anew by the alarm's metric.
    const shortestStay = keptIn('DeadLetterQueue') - keptIn('DeliveryQueue');
    expect(shortestStay - age).toBeGreaterThanOrEqual(DAY);
  });
});

describe('The alarm for a publisher that does not run', () => {
  const advanced = { namespace: 'checkout-webhooks/test', name: 'Advanced', dimensions: {}, value: 5 };
  const runs = (value: number): MetricValue => ({
    namespace: 'AWS/Lambda',
    name: 'Invocations',
    dimensions: { FunctionName: 'PublishLambdaFunction' },
    value,
  });

  it.each([
    ['fires if rows change and Lambda has no number of runs', [advanced], true],
    ['does not fire if publish runs', [advanced, runs(1)], false],
    ['does not fire if nothing changes', [runs(0)], false],
  ])('%s', (_what, values, expected) => {
    expect(fires(alarms.get('publish-stopped'), values)).toBe(expected);
  });
});

describe('The alarm for ignored webhooks', () => {
  const ours = (name: string, value: number): MetricValue => ({
    namespace: 'checkout-webhooks/test',
    name,
    dimensions: {},
    value,
  });

  const ignored = ours('Ignored', 50);

  it.each([
    ['fires if one is ignored and nothing else comes', [ours('Ignored', 1)], true],
    ['fires if many are ignored and no other advances', [ignored, ours('Late', 9)], true],
    ['does not fire if a checkout changes', [ignored, ours('Advanced', 1)], false],
    ['does not fire if none is ignored', [ours('Advanced', 5)], false],
    ['does not fire if none comes', [], false],
  ])('%s', (_what, values, expected) => {
    expect(fires(alarms.get('ignored-only'), values)).toBe(expected);
  });
});

describe('The runbook', () => {
  it('has a section for each alarm, and two others', () => {
    const others = [...sections.keys()].filter((title) => !alarms.has(title));
    expect(others).toEqual(['Stuck checkouts have no alarm', 'Taking a stage down']);
  });
});
