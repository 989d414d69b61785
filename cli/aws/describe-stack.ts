import { CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { withoutUndefined } from '../../lib/values/without-undefined.ts';
import type { DeployedTarget } from '../stage/target.ts';

interface StackOutput {
  readonly value: string;
  readonly description?: string;
}

/** The stack of a deployed stage, as CloudFormation reports it. */
export interface DeployedStack {
  readonly status: string;
  /** By name. */
  readonly outputs: ReadonlyMap<string, StackOutput>;
}

/** Returns the stack of a stage; undefined if it does not exist. */
export async function describeStack(target: DeployedTarget): Promise<DeployedStack | undefined> {
  const client = new CloudFormationClient(target.aws);
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: target.stackName }));
    const [stack] = Stacks;
    return stack && { status: stack.StackStatus ?? 'UNKNOWN', outputs: outputsOf(stack) };
  } catch (error) {
    if (isUnknownStack(error)) return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}

function outputsOf({ Outputs = [] }: Stack): ReadonlyMap<string, StackOutput> {
  const outputs = new Map<string, StackOutput>();
  for (const { OutputKey: name, OutputValue: value, Description: description } of Outputs)
    if (name && value) outputs.set(name, withoutUndefined({ value, description }));
  return outputs;
}

/** CloudFormation has no error class for a missing stack. It answers with a ValidationError that says so in its text. */
const isUnknownStack = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ValidationError' && error.message.includes('does not exist');
