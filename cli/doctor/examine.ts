import { providers } from '../../lib/providers/registry.ts';
import type { Environment, Place } from '../stage/place.ts';
import { webhookAddresses } from '../stage/webhook-address.ts';
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
export async function* examine(place: Place, options: ExamineOptions): AsyncGenerator<Finding> {
  const { isThere, finding } = await findDeployment(place);
  yield finding;
  if (!isThere) return;
  yield await look(place, TABLE_CHECK, () => tableFinding(place));
  for (const provider of providers) {
    const check = secretCheck(provider);
    let secrets: readonly string[] = [];
    yield await look(place, check, async () => {
      secrets = await secretsAt(place, provider, options.environment);
      return secretFinding(place, provider, secrets);
    });
    const [secret] = secrets;
    if (options.isProbing && secret !== undefined) yield* probing(place, provider, secret);
  }
  yield await look(place, DELIVERIES_CHECK, () => deliveriesFinding(place));
  yield await look(place, DEAD_LETTERS_CHECK, () => deadLettersFinding(place));
  if (!place.isLocal) yield await look(place, ALARMS_CHECK, () => alarmsFinding(place));
}

async function* probing(
  place: Place,
  provider: (typeof providers)[number],
  secret: string,
): AsyncGenerator<Finding> {
  const addressOf = await webhookAddresses(place);
  const probe = probeOf(provider, addressOf(provider).url, Date.now());
  yield await look(place, doorCheck(probe), () => doorFinding(probe));
  yield await look(place, wayCheck(probe), () => wayFinding(place, probe, secret));
}
