import type { FunctionMapping } from '../../aws/publishing/read-mappings.ts';
import { describeFault } from '../../failure/describe-fault.ts';
import { requireStack } from '../../stage/require-stack.ts';
import type { DeployedTarget, LocalTarget, Target } from '../../stage/target.ts';
import { type Finding, ok, runCheck } from '../finding.ts';
import { EVENT_SUBSCRIBERS_CHECK, eventSubscribersFinding } from './event-subscribers-finding.ts';
import {
  judgeDelivery,
  NOTIFY_CHECK,
  NOTIFY_LETTERS_CHECK,
  NOTIFY_SECRET_CHECK,
  notifyLettersFinding,
  notifySecretFinding,
} from './notify-findings.ts';
import { STREAM_CHECK, streamFinding } from './stream-finding.ts';
import { UNREADABLE_CHECK, unreadableFinding } from './unreadable-finding.ts';

const PUBLISHING_CHECK = 'publishing';

/** Checks what tells the merchant about changes. Where that is switched off, there is nothing to check. */
export const examinePublishing = (target: Target): AsyncGenerator<Finding> =>
  target.isLocal ? examineLocal(target) : examineStage(target);

async function* examineStage(target: DeployedTarget): AsyncGenerator<Finding> {
  const { outputs } = await requireStack(target);
  const topic = outputs.get('EventTopicArn')?.value;
  const isNotifying = outputs.has('NotifyQueueUrl');
  if (topic === undefined) {
    yield ok(PUBLISHING_CHECK, 'switched off: nobody is told about changes');
    return;
  }
  yield await runCheck(target, STREAM_CHECK, () => streamFinding(target));
  yield await runCheck(target, UNREADABLE_CHECK, () => unreadableFinding(target));
  yield await runCheck(target, EVENT_SUBSCRIBERS_CHECK, () =>
    eventSubscribersFinding(target, topic, isNotifying),
  );
  if (!isNotifying) return;
  yield await runCheck(target, NOTIFY_SECRET_CHECK, () => notifySecretFinding(target));
  yield await runCheck(target, NOTIFY_CHECK, async () =>
    judgeDelivery(target, await mappingsOf(target, 'notify')),
  );
  yield await runCheck(target, NOTIFY_LETTERS_CHECK, () => notifyLettersFinding(target));
}

/**
 * A local stack whose Lambda API is on another port works all the same. The API knows the mappings of its own process
 * only: where the parts of the stack are processes, that of publish is elsewhere.
 */
async function* examineLocal(target: LocalTarget): AsyncGenerator<Finding> {
  let mappings: readonly FunctionMapping[];
  let isReadHere: boolean;
  try {
    mappings = await mappingsOf(target, 'notify');
    isReadHere = (await mappingsOf(target, 'publish')).length > 0;
  } catch (error) {
    const { message } = describeFault(target, error);
    yield ok(
      PUBLISHING_CHECK,
      `not checked, because Lambda's API is not on the port in LAMBDA_PORT. ${message}`,
    );
    return;
  }
  if (isReadHere) yield await runCheck(target, STREAM_CHECK, () => streamFinding(target));
  yield await runCheck(target, UNREADABLE_CHECK, () => unreadableFinding(target));
  if (mappings.length === 0) return;
  yield judgeDelivery(target, mappings);
  yield await runCheck(target, NOTIFY_LETTERS_CHECK, () => notifyLettersFinding(target));
}

async function mappingsOf(target: Target, key: string): Promise<readonly FunctionMapping[]> {
  const { readMappings } = await import('../../aws/publishing/read-mappings.ts');
  return readMappings(target, key);
}
