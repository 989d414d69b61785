import type { Provider } from '../../lib/providers/provider.ts';
import { providers } from '../../lib/providers/registry.ts';
import { CommandFailure } from '../failure/command-failure.ts';
import type { Environment, Target } from '../stage/target.ts';
import { addressOf, findWebhookAddresses } from '../stage/webhook-addresses.ts';
import { ALARMS_CHECK, alarmsFinding } from './alarms-finding.ts';
import { findDeployment } from './find-deployment.ts';
import { bad, type Finding, runCheck } from './finding.ts';
import { probeOf } from './probe.ts';
import { signedCheck, signedFinding, unsignedCheck, unsignedFinding } from './probe-findings.ts';
import { examinePublishing } from './publishing/examine-publishing.ts';
import {
  DEAD_LETTERS_CHECK,
  DELIVERIES_CHECK,
  deadLettersFinding,
  deliveriesFinding,
} from './queue-findings.ts';
import { readSecrets, secretCheck, secretFinding } from './secret-finding.ts';
import { SUBSCRIBERS_CHECK, subscribersFinding } from './subscribers-finding.ts';
import { TABLE_CHECK, tableFinding } from './table-finding.ts';
import { VERSION_CHECK, versionFinding } from './version-finding.ts';

export interface ExamineOptions {
  readonly environment: Environment;
  /** Whether to send webhooks. Without them nothing is changed, but fewer problems are found. */
  readonly isProbing: boolean;
}

/**
 * Runs all checks, one after the other, and yields each finding at once.
 * @throws CommandFailure, or an error of the SDK, if it cannot find out whether there is a deployment
 */
export async function* examine(target: Target, options: ExamineOptions): AsyncGenerator<Finding> {
  const { isThere, finding } = await findDeployment(target);
  yield finding;
  if (!isThere) return;
  if (!target.isLocal) yield await runCheck(target, VERSION_CHECK, () => versionFinding(target));
  yield await runCheck(target, TABLE_CHECK, () => tableFinding(target));
  for (const provider of await switchedOn(target)) yield* examineProvider(target, provider, options);
  yield await runCheck(target, DELIVERIES_CHECK, () => deliveriesFinding(target));
  yield await runCheck(target, DEAD_LETTERS_CHECK, () => deadLettersFinding(target));
  yield* examinePublishing(target);
  if (target.isLocal) return;
  yield await runCheck(target, ALARMS_CHECK, () => alarmsFinding(target));
  yield await runCheck(target, SUBSCRIBERS_CHECK, () => subscribersFinding(target));
}

/** A deployment without any webhook URL is examined as if every provider were switched on: each lacks its URL. */
async function switchedOn(target: Target): Promise<readonly Provider[]> {
  try {
    const addresses = await findWebhookAddresses(target);
    return providers.filter(({ name }) => addresses.has(name));
  } catch (error) {
    if (error instanceof CommandFailure) return providers;
    throw error;
  }
}

async function* examineProvider(
  target: Target,
  provider: Provider,
  { environment, isProbing }: ExamineOptions,
): AsyncGenerator<Finding> {
  let secrets: readonly string[] = [];
  yield await runCheck(target, secretCheck(provider), async () => {
    secrets = await readSecrets(target, provider, environment);
    return secretFinding(target, provider, secrets);
  });
  const [secret] = secrets;
  if (!isProbing || secret === undefined) return;
  const url = await findUrl(target, provider);
  if (url === undefined) {
    yield bad(`webhook URL of ${provider.title}`, 'there is none', 'Deploy the stage again.');
    return;
  }
  const probe = probeOf(provider, url, Date.now());
  yield await runCheck(target, unsignedCheck(probe), () => unsignedFinding(probe));
  yield await runCheck(target, signedCheck(probe), () => signedFinding(target, probe, secret));
}

async function findUrl(target: Target, provider: Provider): Promise<string | undefined> {
  try {
    return addressOf(await findWebhookAddresses(target), provider).url;
  } catch (error) {
    if (error instanceof CommandFailure) return undefined;
    throw error;
  }
}
