import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks } from 'cdk-nag';
import { nagExemptions } from './nag-exemptions.ts';
import { withPackagedService } from './package-service.ts';

interface Finding {
  readonly rule: string;
  readonly resource: string;
  readonly description: string;
}

/** What AwsSolutions finds in a template. */
function findingsIn(templateFile: string): readonly Finding[] {
  const app = new App();
  const stack = new Stack(app, 'Service');
  new CfnInclude(stack, 'Template', { templateFile });
  const { violations } = new AwsSolutionsChecks(app).validateScope(stack);
  return violations.flatMap(({ ruleName, description, violatingResources }) =>
    violatingResources.map(({ constructPath = '' }) => ({
      rule: ruleName,
      resource: constructPath.split('/').at(-1) ?? '',
      description,
    })),
  );
}

const same = (left: Omit<Finding, 'description'>) => (right: Omit<Finding, 'description'>) =>
  left.rule === right.rule && left.resource === right.resource;

/** Judges the compiled template by cdk-nag's AwsSolutions. A finding without a reason fails; so does a stale reason. */
const findings = await withPackagedService(process.argv.slice(2), async ({ template, directory }) => {
  const file = join(directory, 'template.json');
  await writeFile(file, template);
  return findingsIn(file);
});
const open = findings.filter((finding) => !nagExemptions.some(same(finding)));
const stale = nagExemptions.filter((exemption) => !findings.some(same(exemption)));
for (const { rule, resource, description } of open)
  console.log(`FOUND   ${rule} ${resource}: ${description}`);
for (const { rule, resource, reason } of nagExemptions) console.log(`exempt  ${rule} ${resource}: ${reason}`);
for (const { rule, resource } of stale) console.log(`STALE   ${rule} ${resource}: exempted, but not found`);
console.log(
  `cdk-nag: ${findings.length} findings, ${findings.length - open.length} of them exempt with a reason`,
);
process.exitCode = open.length + stale.length === 0 ? 0 : 1;
