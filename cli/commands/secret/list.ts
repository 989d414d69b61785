import { Command } from 'commander';
import { providers } from '../../../lib/providers/registry.ts';
import { durationText } from '../../arguments/duration.ts';
import { examples, jsonOption, withStageOptions } from '../../arguments/options.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import { shortTime } from '../../render/time.ts';
import { type SecretAge, secretAges } from '../../secrets/secret-ages.ts';
import { deployedTarget } from '../../stage/target.ts';
import { paint, print, printJson } from '../../terminal/screen.ts';
import { table } from '../../terminal/table.ts';

interface ListOptions {
  readonly stage: string;
  readonly json?: true;
}

type ProviderSecrets = { readonly provider: string; readonly secrets: readonly SecretAge[] };

export const secretListCommand = (): Command =>
  withStageOptions(new Command('list'))
    .description('Show which secrets are accepted: fingerprints and ages, never a secret.')
    .addOption(jsonOption())
    .addHelpText('after', examples('secret list --stage prod'))
    .action(list);

async function list({ json, ...options }: ListOptions): Promise<void> {
  const target = deployedTarget(options);
  const { StageSecrets } = await import('../../aws/stage-secrets.ts');
  const store = new StageSecrets(target);
  const found = await describingFaults(target, () =>
    Promise.all(
      providers.map(async ({ name }) => ({
        provider: name,
        secrets: secretAges(await store.versions(name)),
      })),
    ),
  );
  if (json) printJson({ items: found });
  else print(secretTable(found, Date.now()));
}

/** Secrets for people. @param now milliseconds since the epoch */
const secretTable = (found: readonly ProviderSecrets[], now: number): string =>
  table(
    ['PROVIDER', 'SECRET', 'FINGERPRINT', 'ACCEPTED SINCE (UTC)', 'AGE'],
    found.flatMap(({ provider, secrets }) =>
      secrets.length > 0
        ? secrets.map((one) => row(provider, one, now))
        : [[provider, 'none', '-', '-', '-']],
    ),
    paint,
  );

const row = (provider: string, { role, fingerprint, since }: SecretAge, now: number): readonly string[] => [
  provider,
  role,
  fingerprint,
  shortTime(since),
  durationText(now - Date.parse(since)),
];
