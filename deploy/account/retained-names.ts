import { stackNameOf } from '../../service/stage-name.ts';
import type { StageAccount } from './stage-account.ts';

/** The delivery queue of a stage: resources/queues.yml. */
const deliveryQueueOf = (stage: string): string => `${stackNameOf(stage)}-deliveries`;

/**
 * Returns why a stage cannot be deployed: its table or its queues exist outside of its stack, because they outlived an
 * earlier one, or because a setting left them out for a while. CloudFormation would report one name, after minutes.
 * Undefined if every name is free.
 *
 * @param queues the names of the queues that the deployment needs
 */
export async function takenNamesProblem(
  account: StageAccount,
  stage: string,
  queues: readonly string[],
): Promise<string | undefined> {
  const stackName = stackNameOf(stage);
  const ofStack = await account.stackResources(stackName);
  const taken: string[] = [];
  if (!ofStack.has(stackName) && (await account.hasTable(stackName))) taken.push(`the table ${stackName}`);
  for (const name of queues) {
    const url = await account.queueUrl(name);
    if (url !== undefined && !hasQueue(ofStack, url)) taken.push(`the queue ${name}`);
  }
  if (taken.length === 0) return undefined;
  return [
    `Stage "${stage}" cannot be deployed, and nothing was changed. These exist outside of its stack,`,
    `because they outlived an earlier deployment, and they may hold payments or events: ${taken.join(', ')}.`,
    'Take them back into a new stack, or delete them: see docs/remove-restore-move.md.',
  ].join('\n');
}

/** Whether a stack has a queue. A queue may have several URLs, which differ in the host. */
function hasQueue(resources: ReadonlySet<string>, url: string): boolean {
  const { pathname } = new URL(url);
  for (const id of resources) if (URL.canParse(id) && new URL(id).pathname === pathname) return true;
  return false;
}

/** Returns why a stage cannot be removed: webhooks wait in its delivery queue. Undefined if it is empty or absent. */
export async function waitingWebhooksProblem(
  account: StageAccount,
  stage: string,
): Promise<string | undefined> {
  const url = await account.queueUrl(deliveryQueueOf(stage));
  const waiting = url === undefined ? 0 : await account.messagesIn(url);
  if (waiting === 0) return undefined;
  return [
    `Stage "${stage}" was not removed. About ${waiting} webhooks wait in its delivery queue. They were acknowledged,`,
    'so the providers do not send them again, and they are in no row yet. Wait until consume has applied them:',
    `"npx checkout-webhooks drain --stage ${stage}" waits for that, and docs/runbook.md#queue-age says what may keep them.`,
    'See docs/remove-restore-move.md.',
  ].join('\n');
}
