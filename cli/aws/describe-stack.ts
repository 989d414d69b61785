import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { DeployedTarget } from '../stage/target.ts';

interface StackOutput {
  readonly value: string;
  readonly description?: string;
}

/** What CloudFormation says of a deployed stage. */
export interface DeployedStack {
  readonly status: string;
  /** By name. */
  readonly outputs: ReadonlyMap<string, StackOutput>;
}

/** The stack of a stage; undefined when there is none. */
export async function describeStack(target: DeployedTarget): Promise<DeployedStack | undefined> {
  const client = new CloudFormationClient(target.aws);
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: target.stackName }));
    const [stack] = Stacks;
    if (!stack) return undefined;
    const outputs = (stack.Outputs ?? []).flatMap(({ OutputKey, OutputValue, Description }) =>
      OutputKey && OutputValue
        ? [[OutputKey, { value: OutputValue, ...(Description && { description: Description }) }] as const]
        : [],
    );
    return { status: stack.StackStatus ?? 'UNKNOWN', outputs: new Map(outputs) };
  } catch (error) {
    if (isUnknownStack(error)) return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}

/** CloudFormation has no error of its own for it: a ValidationError whose text says that it does not exist. */
const isUnknownStack = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ValidationError' && error.message.includes('does not exist');
