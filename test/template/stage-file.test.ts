/** The settings of a merchant's stages are in files of their own, so that an upgrade is no merge conflict. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { providers } from '../../lib/providers/registry.ts';
import { copyService } from '../../scripts/template/service-copy.ts';
import { projectDirectory } from '../../service/project-directory.ts';
import { readServiceDefinition } from '../../service/service-definition.ts';
import { webhookOutput } from '../../service/template/webhook-output.ts';
import { compileTemplate } from './compiled-template.ts';

const CERTIFICATE = 'arn:aws:acm:eu-central-1:123456789012:certificate/12345678-1234-1234-1234-123456789012';
const stageFile = `
retentionDays: 400
consumeConcurrency: 20
ingestConcurrency: 50
alarmEmail: on-call@example.com
domainName: pay.example.com
certificateArn: ${CERTIFICATE}
`;
const files = { 'stages/prod.yml': stageFile };
const [withFile, withoutFile] = await Promise.all([
  compileTemplate(['--stage', 'prod', '--param=consumeConcurrency=30'], files),
  compileTemplate(['--stage', 'test'], files),
]);
const retention = (template: typeof withFile) =>
  template.property('ConsumeLambdaFunction', 'Environment', 'Variables', 'RETENTION_DAYS');
const concurrency = (template: typeof withFile) =>
  template.property('ConsumeEventSourceMappingSQSDeliveryQueue', 'ScalingConfig', 'MaximumConcurrency');

/** The address of the API. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of CloudFormation
const ENDPOINT = '${HttpApi.ApiEndpoint}';
const switchedOn = providers.filter(({ name }) => ['inqud', 'tweed'].includes(name));

/** Conditions that compare a setting with the value that means "none". */
const unless = (setting: unknown, none: string) => ({ 'Fn::Not': [{ 'Fn::Equals': [setting, none] }] });

describe('The file of a stage', () => {
  it('has settings that are deployed, and the command line overrides them', () => {
    expect(retention(withFile)).toBe('400');
    expect(Number(concurrency(withFile))).toBe(30);
  });

  it('counts for its stage alone, and a stage without a file has the defaults', () => {
    expect(retention(withoutFile)).toBe('0');
    expect(concurrency(withoutFile)).toBe(10);
  });

  it('may be absent in the local stack too', () => {
    const { functions } = readServiceDefinition(projectDirectory, { stage: 'nobody' });
    expect(functions['consume']?.environment['RETENTION_DAYS']).toBe('0');
  });
});

describe('The address of the person on call', () => {
  // A rollback keeps the parameters of the stack, so it would return to a template without the address.
  it('is in the template and in no parameter, so that a rollback returns it', () => {
    expect(withFile.parameters).toEqual([]);
    expect(withFile.resource('AlarmSubscription')).toMatchObject({
      Condition: 'HasAlarmEmail',
      Properties: { Protocol: 'email', Endpoint: 'on-call@example.com' },
    });
    expect(withFile.condition('HasAlarmEmail')).toEqual(unless('on-call@example.com', ''));
    expect(withoutFile.condition('HasAlarmEmail')).toEqual(unless('', ''));
  });
});

describe('The share of the concurrency', () => {
  it('is reserved for ingest if it is set, and not otherwise', () => {
    const reserved = (template: typeof withFile) =>
      template.property('IngestLambdaFunction', 'ReservedConcurrentExecutions');
    expect(reserved(withFile)).toEqual({ 'Fn::If': ['HasIngestConcurrency', 50, { Ref: 'AWS::NoValue' }] });
    expect(withFile.condition('HasIngestConcurrency')).toEqual(unless(50, '0'));
    expect(withoutFile.condition('HasIngestConcurrency')).toEqual(unless(0, '0'));
  });
});

describe('A domain', () => {
  it('is mapped to the API, and the webhook URLs are under it', () => {
    expect(withFile.resource('WebhookDomain')).toMatchObject({
      Condition: 'HasDomain',
      Properties: {
        DomainName: 'pay.example.com',
        DomainNameConfigurations: [{ CertificateArn: CERTIFICATE, SecurityPolicy: 'TLS_1_2' }],
      },
    });
    expect(withFile.resource('WebhookDomainMapping')).toMatchObject({
      Condition: 'HasDomain',
      Properties: { ApiId: { Ref: 'HttpApi' }, Stage: { Ref: 'HttpApiStage' } },
    });
    for (const provider of switchedOn) {
      const address = { 'Fn::If': ['HasDomain', 'https://pay.example.com', { 'Fn::Sub': ENDPOINT }] };
      const value = { 'Fn::Join': ['', [address, `/webhooks/${provider.name}`]] };
      expect(withFile.output(webhookOutput(provider).output)).toEqual(value);
    }
    expect(withFile.output('WebhookDomainTarget')).toEqual({
      'Fn::GetAtt': ['WebhookDomain', 'RegionalDomainName'],
    });
    expect(withFile.condition('HasDomain')).toEqual(unless('pay.example.com', ''));
    expect(withoutFile.condition('HasDomain')).toEqual(unless('', ''));
  });
});

describe('The stack', () => {
  it('has the version of the service among its outputs', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(withFile.output('ServiceVersion')).toBe(version);
  });
});

describe('Serverless stops with one sentence', () => {
  const run = async (...args: readonly string[]) => {
    const copy = await copyService({ 'stages/prod.yml': 'retentonDays: 30\nlogLevel: WARN\n' });
    try {
      return await copy.serverless(args);
    } finally {
      await copy.remove();
    }
  };

  it.each(['package', 'deploy', 'remove', 'info'])('at a wrong name of a stage (%s)', async (command) => {
    expect(await run(command, '--stage', 'Prod_1')).toMatchObject({
      code: 1,
      output: expect.stringMatching(/^The name of the stage "Prod_1" is wrong: it must be [^\n]*\.\n$/),
    });
  });

  it('at a file of the stage with a mistyped name, and it lists the other problems too', async () => {
    const { code, output } = await run('package', '--stage', 'prod');
    expect(code).toBe(1);
    expect(output).toMatch(/The settings of stage "prod" are wrong, and nothing was deployed:/);
    expect(output).toMatch(/logLevel: must be DEBUG or INFO.*"WARN"/);
    expect(output).toMatch(/retentonDays/);
    expect(output).toContain('See stages/prod.yml and docs/settings.md.');
  });
});
