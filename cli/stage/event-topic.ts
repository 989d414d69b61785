import { LOCAL_ACCOUNT } from '../../service/local-defaults.ts';
import { eventTopicNameOf } from '../../service/stage-name.ts';
import { CommandFailure } from '../failure/command-failure.ts';
import { requireStack } from './require-stack.ts';
import { LOCAL_REGION, type Target } from './target.ts';

/** The output of the stack with the topic. It is absent where publishing is off. */
const OUTPUT = 'EventTopicArn';

/**
 * Returns the ARN of the topic to which a target publishes events.
 * @throws CommandFailure if the stage is not deployed, or publishes none
 */
export async function findEventTopic(target: Target): Promise<string> {
  if (target.isLocal) return `arn:aws:sns:${LOCAL_REGION}:${LOCAL_ACCOUNT}:${eventTopicNameOf(target.stage)}`;
  const { outputs } = await requireStack(target);
  const topicArn = outputs.get(OUTPUT)?.value;
  if (topicArn !== undefined) return topicArn;
  throw new CommandFailure(
    'publishing_off',
    `${target.title} publishes no events: its stack has no output ${OUTPUT}. Set publishing to on in stages/${target.stage}.yml, and deploy.`,
  );
}
