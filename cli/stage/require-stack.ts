import type { DeployedStack } from '../aws/describe-stack.ts';
import { CommandFailure } from '../failure/command-failure.ts';
import { type DeployedTarget, serverlessCommand } from './target.ts';

/**
 * Returns the stack of a stage. A command that writes calls this first, because a mistyped stage or another region
 * would otherwise look like a success.
 * @throws CommandFailure if the stage is not deployed
 */
export async function requireStack(target: DeployedTarget): Promise<DeployedStack> {
  const { describeStack } = await import('../aws/describe-stack.ts');
  const stack = await describeStack(target);
  if (stack) return stack;
  throw new CommandFailure(
    'not_deployed',
    `There is no stack ${target.stackName} in this account and region. Check --stage, --region and --profile, or deploy it with: ${serverlessCommand(target, 'deploy')}`,
  );
}
