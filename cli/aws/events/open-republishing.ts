import { SNSClient } from '@aws-sdk/client-sns';
import { republishRow } from '../../../lib/app/publish/republish-row.ts';
import { findOne } from '../../../lib/app/read-checkouts.ts';
import { snsEventOutlet } from '../../../lib/aws/sns/sns-event-outlet.ts';
import { findProvider } from '../../../lib/providers/registry.ts';
import { eventSourceOf } from '../../../service/stage-name.ts';
import type { RepublishPorts } from '../../events/republish-rows.ts';
import type { Target } from '../../stage/target.ts';
import { openRows } from '../open-rows.ts';

/**
 * Opens the table and the topic of a target to publish rows again.
 * @param run names the run, because SNS drops what it has accepted within five minutes under the same name
 * @param timeLimitMs for each row
 */
export function openRepublishing(
  target: Target,
  topicArn: string,
  run: string,
  timeLimitMs: number,
): RepublishPorts {
  const { reader } = openRows(target);
  const outlet = snsEventOutlet(new SNSClient(target.sns), topicArn, run);
  const dependencies = { findProvider, outlet, source: eventSourceOf(target.stage) };
  return {
    read: async ({ checkoutId, provider }) => findOne(await reader.byId(checkoutId), checkoutId, provider),
    publish: (row) => republishRow(dependencies, row, AbortSignal.timeout(timeLimitMs)),
  };
}
