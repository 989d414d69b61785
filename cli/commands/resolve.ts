import { userInfo } from 'node:os';
import { Command } from 'commander';
import { keyIn } from '../../lib/app/read-checkouts.ts';
import { resolveCheckout } from '../../lib/app/rows/resolve-checkout.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { examples, jsonOption, providerOption, withTargetOptions } from '../arguments/options.ts';
import { findRow } from '../aws/find-row.ts';
import { CommandFailure } from '../failure/command-failure.ts';
import { describingFaults } from '../failure/describe-fault.ts';
import { type Target, type TargetOptions, targetOf } from '../stage/target.ts';
import { note, printJson } from '../terminal/screen.ts';

interface ResolveOptions extends TargetOptions {
  readonly note: string;
  readonly by: string;
  readonly provider?: string;
  readonly json?: true;
}

const TIME_LIMIT_MS = 30_000;

export const resolveCommand = (): Command =>
  withTargetOptions(new Command('resolve'))
    .argument('<checkoutId>', "the provider's id of the checkout")
    .requiredOption('--note <text>', 'what was done, for those who look later')
    .option('--by <name>', 'who resolved it', userInfo().username)
    .addOption(providerOption('required if two providers use the same id'))
    .addOption(jsonOption())
    .addHelpText('after', '\nSomething new that needs attention brings the checkout back.')
    .addHelpText('after', examples('resolve CCO-8c4df2e6 --note "refunded by hand" --stage prod'))
    .action(run);

async function run(checkoutId: string, { note: text, by, provider, json, ...options }: ResolveOptions) {
  const target = targetOf(options, process.env);
  const kinds = await describingFaults(target, () => resolve(target, checkoutId, provider, by, text));
  if (kinds.length === 0 && !json) return note(`Nothing needs attention on ${checkoutId}.`);
  if (json) {
    const { openCheckouts } = await import('../stage/open-checkouts.ts');
    const checkouts = await openCheckouts(target);
    return printJson(await describingFaults(target, () => checkouts.get(checkoutId, provider)));
  }
  note(`Resolved ${kinds.join(', ')} on ${checkoutId}.`);
}

/** Returns the kinds that were resolved. */
async function resolve(
  target: Target,
  checkoutId: string,
  provider: string | undefined,
  who: string,
  text: string,
): Promise<readonly string[]> {
  const { openRows } = await import('../aws/open-rows.ts');
  const rows = openRows(target);
  const row = await findRow(rows.reader, checkoutId, provider);
  if (!row)
    throw new CommandFailure(
      'not_found',
      `No webhook about ${checkoutId} has been applied on ${target.title}.`,
    );
  const key = keyIn(row);
  const by = { who, note: text, when: new Date().toISOString() };
  const signal = AbortSignal.timeout(TIME_LIMIT_MS);
  return (await resolveCheckout(rows, findProvider, key, by, signal)) ?? [];
}
