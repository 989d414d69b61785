import { Command } from 'commander';
import { shortTime } from '../../../lib/values/short-time.ts';
import { examples, jsonOption, withStageOptions, yesOption } from '../../arguments/options.ts';
import type { DeployedStack } from '../../aws/describe-stack.ts';
import type { StageDeployments } from '../../aws/stage-deployments.ts';
import { CommandFailure } from '../../failure/command-failure.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import { planRollback, type RollbackPlan, type VersionedDeployment } from '../../rollback/plan-rollback.ts';
import { isFinal } from '../../rollback/stack-update.ts';
import { requireStack } from '../../stage/require-stack.ts';
import {
  type DeployedTarget,
  deployedTarget,
  type StageOptions,
  serverlessCommand,
} from '../../stage/target.ts';
import { confirm } from '../../terminal/confirm.ts';
import { note, print, printJson } from '../../terminal/screen.ts';

const WHAT_IT_DOES = `
The code, the settings, the alarms and their subscribers become those of the earlier deployment. Rows, queued webhooks,
dead letters and secrets stay as they are. Deployments that failed are passed over. A second rollback goes one deployment
further back; --to goes to any deployment that npx serverless deploy list shows.`;

interface RollbackOptions extends StageOptions {
  readonly to?: string;
  readonly yes?: true;
  readonly json?: true;
}

export const rollbackCommand = (): Command =>
  withStageOptions(new Command('rollback'))
    .option('--to <timestamp>', 'timestamp of the deployment to return to')
    .addOption(yesOption())
    .addOption(jsonOption())
    .addHelpText('after', WHAT_IT_DOES)
    .addHelpText('after', examples('rollback --stage prod', 'rollback --stage prod --to 1764000000000 --yes'))
    .action(run);

async function run({ to, yes, json, ...options }: RollbackOptions): Promise<void> {
  const target = deployedTarget(options);
  await describingFaults(target, async () => {
    const stage = await openDeployments(target, await requireStack(target));
    const plan = await planRollback(target, stage, to);
    note(`${target.title} runs ${nameOf(plan.from)}.`);
    await confirm(`Return ${target.title} to ${nameOf(plan.to)}, with its settings?`, yes);
    const isChanged = await update(target, stage, plan);
    if (json)
      printJson({ stage: target.stage, from: shown(plan.from), to: shown(plan.to), changed: isChanged });
    else if (isChanged) print(`${target.title} runs ${nameOf(plan.to)} again.`);
    else print(`Nothing was changed, because the two deployments are the same.`);
    note(`To deploy the later code again, add --force: ${serverlessCommand(target, 'deploy --force')}`);
    note(`Check the stage with: npx checkout-webhooks doctor${target.suffix}`);
  });
}

async function openDeployments(target: DeployedTarget, stack: DeployedStack): Promise<StageDeployments> {
  const { status, outputs } = stack;
  if (!isFinal(status))
    throw new CommandFailure(
      'refused',
      `The stack ${target.stackName} is ${status}. Wait until that has finished, then run rollback again.`,
    );
  const bucket = outputs.get('ServerlessDeploymentBucketName')?.value;
  if (bucket === undefined)
    throw new CommandFailure(
      'no_deployment',
      `${target.title} has no earlier deployment to go back to. Its stack is ${status} and has no deployment bucket.`,
    );
  const { StageDeployments } = await import('../../aws/stage-deployments.ts');
  return new StageDeployments(target, bucket);
}

/** Returns false if CloudFormation found nothing to change. */
async function update(target: DeployedTarget, stage: StageDeployments, plan: RollbackPlan): Promise<boolean> {
  try {
    await stage.startUpdate(plan.to, plan.parameters);
  } catch (error) {
    if (error instanceof Error && error.message.includes('No updates are to be performed')) return false;
    throw error;
  }
  const { awaitUpdate } = await import('../../rollback/await-update.ts');
  let shownStatus = '';
  await awaitUpdate(target, stage, (status) => {
    if (status !== shownStatus) note(`The stack is ${status}.`);
    shownStatus = status;
  });
  return true;
}

const nameOf = ({ version, packagedAt, timestamp }: VersionedDeployment): string =>
  `${version === undefined ? 'the deployment' : `version ${version}`} of ${shortTime(packagedAt)} UTC (${timestamp})`;

const shown = ({ timestamp, packagedAt, version }: VersionedDeployment) => ({
  timestamp,
  packagedAt,
  version,
});
