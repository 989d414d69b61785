// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of serverless.yml, not of JavaScript
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCloudFormationYaml, readCloudFormationYaml } from '../../service/cloudformation-yaml.ts';
import { resolveVariables } from '../../service/variables.ts';

const document = {
  service: 'shop',
  provider: { region: "${opt:region, 'eu-central-1'}" },
  params: { default: { size: 8, days: 0 }, prod: { size: 64 } },
};
const resolved = (value: unknown, options = {}, stage = 'dev') =>
  resolveVariables(value, { directory: '.', document, options, stage });

describe('A variable in serverless.yml', () => {
  it('that is the whole text keeps the type of its value', () => {
    expect(resolved({ a: ['${param:size}'], b: '${self:params.default}' })).toEqual({
      a: [8],
      b: { size: 8, days: 0 },
    });
  });

  it('within a text becomes part of it', () => {
    expect(resolved('/${self:service}/${sls:stage}/${param:days}')).toBe('/shop/dev/0');
  });

  it('falls back to its default', () => {
    expect(resolved("${opt:stage, 'dev'}")).toBe('dev');
    expect(resolved("${opt:stage, 'dev'}", { stage: 'prod' })).toBe('prod');
    expect(resolved('${opt:count, 3}')).toBe(3);
    expect(resolved('${opt:region, ${self:provider.region}}')).toBe('eu-central-1');
  });

  it('can refer to another variable', () => {
    expect(resolved('${self:provider.region}', { region: 'us-east-1' })).toBe('us-east-1');
  });

  it('prefers the parameter of its stage', () => {
    expect(resolved('${param:size}-${param:days}', {}, 'prod')).toBe('64-0');
  });

  it('of CloudFormation is left alone', () => {
    const text = 'arn:${AWS::Partition}:x:${AWS::Region}:${HttpApi.ApiEndpoint}';
    expect(resolved(text)).toBe(text);
  });

  it('without a value, or that only a deployment can resolve, is an error that names it', () => {
    expect(() => resolved('${param:none}')).toThrow('${param:none}');
    expect(() => resolved('${ssm:/a/b}')).toThrow('ssm');
  });

  it('can be a file, or a part of one', () => {
    const directory = mkdtempSync(join(tmpdir(), 'variables-'));
    writeFileSync(join(directory, 'part.yml'), 'a: { b: "${self:service}" }');
    const scope = { directory, document, options: {}, stage: 'dev' };
    expect(resolveVariables('${file(part.yml)}', scope)).toEqual({ a: { b: 'shop' } });
    expect(resolveVariables('${file(part.yml):a.b}', scope)).toBe('shop');
  });
});

describe("CloudFormation's short forms", () => {
  it.each([
    ['!Ref Queue', { Ref: 'Queue' }],
    ['!GetAtt Queue.Arn', { 'Fn::GetAtt': ['Queue', 'Arn'] }],
    ['!GetAtt Nested.Outputs.Arn', { 'Fn::GetAtt': ['Nested', 'Outputs.Arn'] }],
    ['!GetAtt [Queue, Arn]', { 'Fn::GetAtt': ['Queue', 'Arn'] }],
    ["!Sub '${AWS::Region}-x'", { 'Fn::Sub': '${AWS::Region}-x' }],
    ["!Join ['-', [a, !Ref B]]", { 'Fn::Join': ['-', ['a', { Ref: 'B' }]] }],
    ['!If [Yes, !GetAtt A.Arn, !Ref B]', { 'Fn::If': ['Yes', { 'Fn::GetAtt': ['A', 'Arn'] }, { Ref: 'B' }] }],
    ['!Condition IsProd', { Condition: 'IsProd' }],
  ])('%s', (text, value) => {
    expect(parseCloudFormationYaml(text)).toEqual(value);
  });

  it('a file that is not YAML is an error that names the file', () => {
    const directory = mkdtempSync(join(tmpdir(), 'yaml-'));
    writeFileSync(join(directory, 'bad.yml'), 'a: b: c');
    expect(() => readCloudFormationYaml(directory, 'bad.yml')).toThrow('bad.yml cannot be read');
  });
});
