import { providers } from '../../lib/providers/registry.ts';
import type { Environment, Target } from '../stage/target.ts';
import { webhookAddresses } from '../stage/webhook-addresses.ts';
import { ALARMS_CHECK, alarmsFinding } from './alarms-finding.ts';
import { findDeployment } from './find-deployment.ts';
import { type Finding, look } from './finding.ts';
import { probeOf } from './probe.ts';
import { doorCheck, doorFinding, wayCheck, wayFinding } from './probe-findings.ts';
import {
  DEAD_LETTERS_CHECK,
  DELIVERIES_CHECK,
  deadLettersFinding,
  deliveriesFinding,
} from './queue-findings.ts';
import { secretCheck, secretFinding, secretsAt } from './secret-finding.ts';
import { TABLE_CHECK, tableFinding } from './table-finding.ts';

export interface ExamineOptions {
  readonly environment: Environment;
  /** Whether to send webhooks. Without them nothing is changed anywhere, and less is known. */
  readonly isProbing: boolean;
}

/**
 * Looks at everything, one finding after the other, as they come.
 * @throws whatever keeps us from knowing whether there is a deployment at all
 */
export async function* examine(target: Target, options: ExamineOptions): AsyncGenerator<Finding> {
  const { isThere, finding } = await findDeployment(target);
  yield finding;
  if (!isThere) return;
  yield await look(target, TABLE_CHECK, () => tableFinding(target));
  for (const provider of providers) {
    const check = secretCheck(provider);
    let secrets: readonly string[] = [];
    yield await look(target, check, async () => {
      secrets = await secretsAt(target, provider, options.environment);
      return secretFinding(target, provider, secrets);
    });
    const [secret] = secrets;
    if (options.isProbing && secret !== undefined) yield* probing(target, provider, secret);
  }
  yield await look(target, DELIVERIES_CHECK, () => deliveriesFinding(target));
  yield await look(target, DEAD_LETTERS_CHECK, () => deadLettersFinding(target));
  if (!target.isLocal) yield await look(target, ALARMS_CHECK, () => alarmsFinding(target));
}

async function* probing(
  target: Target,
  provider: (typeof providers)[number],
  secret: string,
): AsyncGenerator<Finding> {
  const addressOf = await webhookAddresses(target);
  const probe = probeOf(provider, addressOf(provider).url, Date.now());
  yield await look(target, doorCheck(probe), () => doorFinding(probe));
  yield await look(target, wayCheck(probe), () => wayFinding(target, probe, secret));
}
