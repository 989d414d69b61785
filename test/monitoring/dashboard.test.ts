import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { metrics } from '../../lib/app/metrics.ts';
import { compileTemplate } from '../template/compiled-template.ts';

const PREFIX = 'checkout-webhooks-test-';
const template = await compileTemplate(['--stage', 'test']);
const AlarmName = z.string().startsWith(PREFIX);

const Text = z.object({ 'Fn::Sub': z.string() });
const Dashboard = z.object({
  'Fn::Sub': z.tuple([
    z.string(),
    z.record(z.string(), z.object({ 'Fn::If': z.tuple([z.string(), Text, z.literal('')]) })),
  ]),
});

/** The dashboard of a stage on which some conditions are true, with an `x` in place of each name that AWS chooses. */
function dashboardWith(conditions: readonly string[]): string {
  const [text, parts] = Dashboard.parse(template.property('Dashboard', 'DashboardBody'))['Fn::Sub'];
  let body = text;
  for (const [name, { 'Fn::If': choice }] of Object.entries(parts)) {
    const [condition, { 'Fn::Sub': part }] = choice;
    body = body.replace(`\${${name}}`, () => (conditions.includes(condition) ? part : ''));
  }
  return JSON.stringify(JSON.parse(body.replaceAll(/\$\{[\w.:]+\}/g, 'x')));
}

describe('The dashboard', () => {
  const widgets = dashboardWith(['Publishes', 'Notifies']);

  it('shows the alarms that the stage has', () => {
    for (const conditions of [[], ['Publishes'], ['Publishes', 'Notifies']]) {
      const shown = [...dashboardWith(conditions).matchAll(/:alarm:checkout-webhooks-test-([\w-]+)"/g)];
      expect(shown.map(([, name]) => name).toSorted()).toEqual(
        template
          .ofType('AWS::CloudWatch::Alarm')
          .filter(([, { Condition }]) => Condition === undefined || conditions.includes(Condition))
          .map(([, { Properties }]) => AlarmName.parse(Properties['AlarmName']).slice(PREFIX.length))
          .toSorted(),
      );
    }
  });

  it('does not ask whether the merchant is told on a stage that does not publish', () => {
    expect(dashboardWith([])).not.toMatch(/Is the merchant told|publish/i);
  });

  it('answers the five questions', () => {
    const questions = [
      'Is it arriving?',
      'Is it being applied?',
      'Is anything stuck?',
      'Is anything refused?',
      'Is the merchant told?',
    ];
    expect(questions.filter((question) => !widgets.includes(question))).toEqual([]);
  });

  it('shows only metrics that exist, and all of them except those that have an alarm', () => {
    const searched = [...widgets.matchAll(/MetricName=\(?((?:\\*"\w+\\*"(?: OR )?)+)/g)];
    const shown = new Set(
      searched.flatMap(([, words = '']) => [...words.matchAll(/[A-Z]\w+(?=\\)/g)].map(([word]) => word)),
    );
    shown.delete('OR');
    expect([...shown].filter((name) => !(name in metrics))).toEqual([]);
    const unseen = Object.keys(metrics).filter((name) => !shown.has(name));
    expect(unseen).toEqual([
      'Conflict',
      'UnknownStatus',
      'Review',
      'Failed',
      'PublishFailed',
      'EndpointGone',
    ]);
  });

  it('shows the number of queued messages even while consume does not run', () => {
    expect(widgets).toContain('"AWS/SQS","NumberOfMessagesSent","QueueName"');
  });
});
