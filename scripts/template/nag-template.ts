/** Checks the compiled template with cdk-nag's AwsSolutions. A finding without an exemption fails, and vice versa. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks } from 'cdk-nag';
import { nagExemptions } from './nag-exemptions.ts';
import { withPackagedService } from './packaged-service.ts';

interface RuleAndResource {
  readonly rule: string;
  readonly resource: string;
}

interface Finding extends RuleAndResource {
  readonly description: string;
}

function findingsIn(templateFile: string): readonly Finding[] {
  const app = new App();
  const stack = new Stack(app, 'Service');
  new CfnInclude(stack, 'Template', { templateFile });
  const { violations } = new AwsSolutionsChecks(app).validateScope(stack);
  const findings: Finding[] = [];
  for (const { ruleName, description, violatingResources } of violations) {
    for (const { constructPath = '' } of violatingResources) {
      findings.push({ rule: ruleName, resource: constructPath.split('/').at(-1) ?? '', description });
    }
  }
  return findings;
}

const isAmong = (list: readonly RuleAndResource[], { rule, resource }: RuleAndResource): boolean =>
  list.some((each) => each.rule === rule && each.resource === resource);

const findings = await withPackagedService(process.argv.slice(2), async ({ template, directory }) => {
  const file = join(directory, 'template.json');
  await writeFile(file, template);
  return findingsIn(file);
});
const open = findings.filter((finding) => !isAmong(nagExemptions, finding));
const stale = nagExemptions.filter((exemption) => !isAmong(findings, exemption));
for (const { rule, resource, description } of open) {
  console.log(`FOUND   ${rule} ${resource}: ${description}`);
}
for (const { rule, resource, reason } of nagExemptions) console.log(`exempt  ${rule} ${resource}: ${reason}`);
for (const { rule, resource } of stale) console.log(`STALE   ${rule} ${resource}: exempt, but not found`);
console.log(`cdk-nag: ${findings.length} findings, ${findings.length - open.length} of them exempt`);
process.exitCode = open.length + stale.length === 0 ? 0 : 1;
