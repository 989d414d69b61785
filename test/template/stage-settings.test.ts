/** A wrong setting must stop a deployment before it changes anything. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { settingProblems, settingsInForce } from '../../deploy/check-settings.ts';
import { StageSettings } from '../../deploy/stage-settings.ts';
import { projectDirectory } from '../../service/project-directory.ts';
import { readDefaultSettings } from '../../service/settings/default-settings.ts';

const defaults = readDefaultSettings(projectDirectory);
const table = [...readFileSync('docs/settings.md', 'utf8').matchAll(/^\| `(\w+)` \| ([^|]+?) \|/gm)];

describe('The settings of a stage', () => {
  it('are the same in serverless.yml, in the check and in the documentation, with the same defaults', () => {
    const documented = table.map(([, name = '', value = '']) => [name, value === 'none' ? '' : value]);
    expect(Object.fromEntries(documented)).toEqual(
      Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, String(value)])),
    );
    expect(Object.keys(defaults).toSorted()).toEqual(Object.keys(StageSettings.shape).toSorted());
  });

  it('pass the check with their defaults', () => {
    expect(settingProblems('prod', defaults)).toEqual([]);
  });

  it('may be text, as on the command line', () => {
    const texts = Object.entries(defaults).map(([name, value]): [string, string] => [name, String(value)]);
    expect(settingProblems('prod', Object.fromEntries(texts))).toEqual([]);
  });

  it('come from the command line, else from the file of the stage, else from the defaults', () => {
    const sources = {
      defaults: { a: 1, b: 1, c: 1 },
      stageFile: { b: 2, c: 2 },
      stageBlock: undefined,
      commandLine: ['c=3', 'd=x=y'],
    };
    expect(settingsInForce(sources)).toEqual({ a: 1, b: 2, c: '3', d: 'x=y' });
    expect(settingsInForce({ ...sources, stageBlock: { b: 9 } })).toMatchObject({ a: 1, b: 9 });
  });

  it.each([
    ['retentionDays', '-1', /^retentionDays: .*but it is "-1"$/],
    // A letter that is redriven after its row was deleted would begin the row anew.
    [
      'retentionDays',
      14,
      /^retentionDays: must be 0 or more than 14, because a dead letter can wait for 14 days/,
    ],
    ['maxBodyBytes', 1_000_000, /^maxBodyBytes: /],
    ['consumeConcurrency', 1, /^consumeConcurrency: .*>=2/],
    ['logRetentionDays', 15, /^logRetentionDays: must be one of 1, 3, 5, 7/],
    [
      'logLevel',
      'WARN',
      /^logLevel: must be DEBUG or INFO, because metrics are log lines .* but it is "WARN"$/,
    ],
    ['alarmEmail', 'the boss', /^alarmEmail: .*e-?mail/i],
    ['unsignedSources', 'inqud', /^unsignedSources: must be pairs such as inqud@3.64.51.60/],
    ['unsignedSources', 'inqud@3.64.51.0/24', /^unsignedSources: must be pairs/],
    ['unsignedSources', 'nobody@192.0.2.1', /^unsignedSources: names an unknown provider/],
    ['throttleRate', 0, /^throttleRate: /],
    ['ingestConcurrency', -1, /^ingestConcurrency: /],
    ['notifyUrl', 'http://shop.example/paid', /^notifyUrl: must be a URL that begins with https:/],
    ['notifyUrl', 'https://user:pass@shop.example/', /^notifyUrl: must be a URL .* without user, password/],
    ['notifyUrl', 'shop.example', /^notifyUrl: must be a URL/],
    ['domainName', 'pay.example.com', /^domainName and certificateArn go together: set both or none$/],
  ])('%s refuses %j, and the message names the setting', (name, value, problem) => {
    expect(settingProblems('prod', { ...defaults, [name]: value })).toEqual([expect.stringMatching(problem)]);
  });

  it('may name an endpoint, unless publishing is off', () => {
    const notifying = { ...defaults, notifyUrl: 'https://shop.example/paid?key=1' };
    expect(settingProblems('prod', notifying)).toEqual([]);
    expect(settingProblems('prod', { ...notifying, publishing: 'off' })).toEqual([
      expect.stringMatching(/^notifyUrl needs publishing/),
    ]);
  });

  it('may name a domain with its certificate, and refuse what is neither', () => {
    const certificateArn = 'arn:aws:acm:eu-central-1:123456789012:certificate/1234';
    const domain = { ...defaults, domainName: 'pay.example.com', certificateArn };
    expect(settingProblems('prod', domain)).toEqual([]);
    expect(settingProblems('prod', { ...domain, domainName: 'https://pay.example.com' })).toEqual([
      expect.stringMatching(/^domainName: must be a domain such as .*"https:/),
    ]);
    expect(settingProblems('prod', { ...domain, certificateArn: 'arn:aws:iam::1:user/me' })).toEqual([
      expect.stringMatching(/^certificateArn: must be the ARN of a certificate in ACM/),
    ]);
  });

  it('have all their problems reported at once, including a mistyped name and the name of the stage', () => {
    const wrong = { ...defaults, retentionDays: -1, queueAgeAlarm: 1, retentonDays: 30 };
    expect(settingProblems('Prod', wrong)).toEqual([
      expect.stringMatching(/^the name of the stage must be lower-case/),
      expect.stringMatching(/^retentionDays: /),
      expect.stringMatching(/^queueAgeAlarm: /),
      expect.stringMatching(/retentonDays/),
    ]);
  });
});
