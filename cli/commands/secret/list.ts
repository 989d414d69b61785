import { Command } from 'commander';
import { NOTIFY } from '../../../lib/app/notify/attempt-event.ts';
import { providers } from '../../../lib/providers/registry.ts';
import { shortTime } from '../../../lib/values/short-time.ts';
import { webhookOutput } from '../../../service/template/webhook-output.ts';
import { durationText } from '../../arguments/duration.ts';
import { examples, jsonOption, withStageOptions } from '../../arguments/options.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import { type SecretAge, secretAges } from '../../secrets/secret-ages.ts';
import { type SecretOwner, secretOwners } from '../../secrets/secret-owner.ts';
import { requireStack } from '../../stage/require-stack.ts';
import { deployedTarget, type StageOptions } from '../../stage/target.ts';
import { fitOf, paint, print, printJson } from '../../terminal/screen.ts';
import { table } from '../../terminal/table.ts';

/** The output of a stage that sends webhooks to the merchant. */
const NOTIFY_OUTPUT = 'NotifyQueueUrl';

interface ListOptions extends StageOptions {
  readonly json?: true;
}

interface ProviderSecrets {
  readonly provider: string;
  readonly secrets: readonly SecretAge[];
}

export const secretListCommand = (): Command =>
  withStageOptions(new Command('list'))
    .description('List the accepted secrets by fingerprint and age. The secrets themselves are never shown.')
    .addOption(jsonOption())
    .addHelpText('after', examples('secret list --stage prod'))
    .action(list);

async function list({ json, ...options }: ListOptions): Promise<void> {
  const target = deployedTarget(options);
  const { StageSecrets } = await import('../../aws/stage-secrets.ts');
  const store = new StageSecrets(target);
  const read = async ({ name }: SecretOwner): Promise<ProviderSecrets> => ({
    provider: name,
    secrets: secretAges(await store.versions(name)),
  });
  const found = await describingFaults(target, async () => {
    const { outputs } = await requireStack(target);
    const all = await Promise.all(secretOwners.map(read));
    const switchedOn = new Set(
      providers.filter((known) => outputs.has(webhookOutput(known).output)).map(({ name }) => name),
    );
    if (outputs.has(NOTIFY_OUTPUT)) switchedOn.add(NOTIFY);
    return all.filter(({ provider, secrets }) => secrets.length > 0 || switchedOn.has(provider));
  });
  if (json) printJson({ items: found });
  else print(secretTable(found, Date.now()));
}

/** One line per secret. @param now milliseconds since the epoch */
function secretTable(found: readonly ProviderSecrets[], now: number): string {
  const rows: (readonly string[])[] = [];
  for (const { provider, secrets } of found) {
    if (secrets.length === 0) rows.push([provider, 'none', '-', '-', '-']);
    for (const { role, fingerprint, since } of secrets)
      rows.push([provider, role, fingerprint, shortTime(since), durationText(now - Date.parse(since))]);
  }
  const since = { heading: 'ACCEPTED SINCE (UTC)', leaves: 1 };
  return table(['PROVIDER', 'SECRET', 'FINGERPRINT', since, 'AGE'], rows, paint, fitOf()?.width);
}
