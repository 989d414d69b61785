import { describe, expect, it } from 'vitest';
import type { Alarm } from '../../../cli/aws/read-alarms.ts';
import type { Subscription } from '../../../cli/aws/read-subscriptions.ts';
import { isOfStage, judgeAlarms } from '../../../cli/doctor/alarms-finding.ts';
import { refusalRemedy } from '../../../cli/doctor/refusal-remedy.ts';
import { readSecrets, secretFinding } from '../../../cli/doctor/secret-finding.ts';
import { judgeSubscriptions } from '../../../cli/doctor/subscribers-finding.ts';
import { judgeVersion } from '../../../cli/doctor/version-finding.ts';
import { deployedTarget, localTarget } from '../../../cli/stage/target.ts';
import { providers } from '../../../lib/providers/registry.ts';

const prod = deployedTarget({ stage: 'prod', region: 'us-east-1' });
const local = localTarget({});
const [inqud] = providers;
if (!inqud) throw new Error('There is no provider.');

describe('Alarms', () => {
  const alarm = (name: string, state: string): Alarm => ({ name, state, since: null, description: '' });

  it('are a problem if none has data', () => {
    const states = [alarm('conflict', 'INSUFFICIENT_DATA'), alarm('review', 'INSUFFICIENT_DATA')];
    expect(judgeAlarms(prod, states)).toMatchObject({
      verdict: 'bad',
      detail: 'none of the 2 alarms has data yet, so none can fire',
    });
  });

  it('are none if some are quiet', () => {
    const states = [alarm('conflict', 'INSUFFICIENT_DATA'), alarm('review', 'OK')];
    expect(judgeAlarms(prod, states)).toMatchObject({ verdict: 'ok' });
  });

  it.each([
    ['dead-letters', true],
    ['eu-dead-letters', false],
  ])('of another stage whose name begins with that of this one are left out: %s', (name, expected) => {
    const description = 'Webhooks wait. See docs/runbook.md#dead-letters.';
    expect(isOfStage({ name, description })).toBe(expected);
  });
});

describe('Subscribers of alarms', () => {
  const subscriber = (address: string, isConfirmed: boolean): Subscription => ({
    arn: 'arn:aws:sns:us-east-1:000000000000:alarms:1',
    protocol: 'email',
    address,
    isConfirmed,
  });

  it('are a problem if nobody is subscribed', () => {
    expect(judgeSubscriptions(prod, [])).toMatchObject({
      verdict: 'bad',
      remedy: expect.stringContaining('npx serverless deploy --stage prod --region us-east-1'),
    });
  });

  it('are a problem if nobody has confirmed', () => {
    const finding = judgeSubscriptions(prod, [subscriber('you@example.com', false)]);
    expect(finding).toMatchObject({
      verdict: 'bad',
      detail: expect.stringContaining('you@example.com has not confirmed'),
    });
  });

  it('are named if they have not confirmed beside others', () => {
    const both = [subscriber('you@example.com', false), subscriber('on-call@example.com', true)];
    expect(judgeSubscriptions(prod, both)).toMatchObject({
      verdict: 'ok',
      detail: '1 confirmed subscriber, and you@example.com has not confirmed',
    });
  });
});

describe('The version of a stage', () => {
  const stackOf = (outputs: Readonly<Record<string, string>>) => ({
    status: 'UPDATE_COMPLETE',
    outputs: new Map(Object.entries(outputs).map(([name, value]) => [name, { value }])),
  });
  const here = { version: '0.2.0', hash: 'abc' };

  it.each([
    [
      'it is another one',
      { ServiceVersion: '0.1.0', TemplateHash: 'abc' },
      'the stage runs 0.1.0, and this is 0.2.0',
    ],
    ['the stack does not say it', {}, 'the stage does not say its version, and this is 0.2.0'],
    [
      'the template is not that of these files',
      { ServiceVersion: '0.2.0', TemplateHash: 'def' },
      'with other settings',
    ],
  ])('is a problem if %s', (_case, outputs, sentence) => {
    expect(judgeVersion(prod, stackOf(outputs), here)).toMatchObject({
      verdict: 'bad',
      detail: expect.stringContaining(sentence),
      remedy: expect.stringContaining('npx serverless deploy --stage prod'),
    });
  });

  it('is enough if the command is installed without the files of the template', () => {
    const stack = stackOf({ ServiceVersion: '0.2.0', TemplateHash: 'def' });
    expect(judgeVersion(prod, stack, { version: '0.2.0', hash: undefined })).toMatchObject({ verdict: 'ok' });
  });
});

describe('The remedy for a refused probe', () => {
  const answered = (status: number, code?: string) => ({
    status,
    body: code === undefined ? 'text' : { code },
  });

  it.each([
    [
      'no secret on the local stack',
      local,
      answered(503, 'no_secret'),
      'WEBHOOK_SECRETS_INQUD was empty for npm start',
    ],
    [
      'another secret on the local stack',
      local,
      answered(401, 'unauthorized'),
      'Set the same WEBHOOK_SECRETS_INQUD',
    ],
    ['no secret on a stage', prod, answered(503, 'no_secret'), 'docs/runbook.md#no-secret'],
    ['an old secret on a stage', prod, answered(401, 'unauthorized'), 'within five minutes'],
    ['a queue that does not answer', prod, answered(503, 'unavailable'), 'docs/runbook.md#ingest-faults'],
    ['a provider that is not deployed', prod, answered(404, 'unknown_provider'), 'npx serverless deploy'],
    ['a throttled request', prod, answered(429), 'throttleRate'],
    ['an answer of something else', prod, answered(404), 'npx checkout-webhooks url --stage prod'],
  ])('follows the code of the answer: %s', (_case, target, answer, sentence) => {
    expect(refusalRemedy(target, inqud, answer)).toContain(sentence);
  });
});

it('An emptied WEBHOOK_SECRETS_INQUD is the problem that doctor reports, not a missing log', async () => {
  const secrets = await readSecrets(local, inqud, { WEBHOOK_SECRETS_INQUD: '' });
  expect(secretFinding(local, inqud, secrets)).toMatchObject({
    verdict: 'bad',
    detail: 'WEBHOOK_SECRETS_INQUD is set but empty, so every webhook of Inqud gets a 503',
  });
});
