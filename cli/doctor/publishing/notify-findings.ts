import type { FunctionMapping } from '../../aws/publishing/read-mappings.ts';
import { fingerprint } from '../../secrets/secret-text.ts';
import type { DeployedTarget, Target } from '../../stage/target.ts';
import { counted } from '../../terminal/counted.ts';
import { bad, type Finding, ok } from '../finding.ts';

export const NOTIFY_CHECK = 'signed webhooks to your endpoint';
export const NOTIFY_SECRET_CHECK = 'secret of notify';
export const NOTIFY_LETTERS_CHECK = 'dead letters of notify';

/** The name under which the secrets of our own webhooks are stored, beside those of the providers. */
const NOTIFY = 'notify';

/** @param mappings of the notify function */
export function judgeDelivery(target: Target, [mapping]: readonly FunctionMapping[]): Finding {
  if (!mapping)
    return bad(NOTIFY_CHECK, 'nothing takes the events out of their queue', 'Deploy the stage again.');
  const { state, since, lastResult } = mapping;
  if (state === 'Disabled' || state === 'Disabling')
    return bad(
      NOTIFY_CHECK,
      `paused${since === null ? '' : ` since ${since}`}. The events wait in their queue for up to 14 days`,
      `npx checkout-webhooks notify resume${target.suffix}`,
    );
  if (lastResult?.startsWith('PROBLEM'))
    return bad(NOTIFY_CHECK, `notify fails: ${lastResult}`, 'Check the log of the notify function.');
  return ok(NOTIFY_CHECK, `${state.toLowerCase()}; see npx checkout-webhooks notify status${target.suffix}`);
}

/** Checks that webhooks can be signed. Without a secret, none is sent. */
export async function notifySecretFinding(target: DeployedTarget): Promise<Finding> {
  const { StageSecrets } = await import('../../aws/stage-secrets.ts');
  const secrets = (await new StageSecrets(target).accepted(NOTIFY)).map(fingerprint);
  if (secrets.length > 0) return ok(NOTIFY_SECRET_CHECK, `${secrets.join(', ')} signs`);
  return bad(
    NOTIFY_SECRET_CHECK,
    'none is set, so no webhook is sent to your endpoint',
    `npx checkout-webhooks secret set ${NOTIFY}${target.suffix}`,
  );
}

export async function notifyLettersFinding(target: Target): Promise<Finding> {
  const { Queues } = await import('../../aws/stage-queues.ts');
  const { waiting, held } = await new Queues(target).count('notify-dead-letters.fifo');
  const count = waiting + held;
  if (count === 0) return ok(NOTIFY_LETTERS_CHECK, 'none');
  return bad(
    NOTIFY_LETTERS_CHECK,
    `your endpoint did not accept ${counted(count, 'event')} for three days`,
    `Fix the endpoint, then: npx checkout-webhooks notify resend${target.suffix}`,
  );
}
