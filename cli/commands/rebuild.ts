import { Command, Option } from 'commander';
import type { CheckoutReader, FoundCheckout, Page } from '../../lib/app/ports.ts';
import { keyIn } from '../../lib/app/read-checkouts.ts';
import { rebuildCheckout } from '../../lib/app/rows/rebuild-checkout.ts';
import type { CheckoutKey } from '../../lib/checkout/checkout-event.ts';
import { CheckoutState } from '../../lib/checkout/state.ts';
import type { CheckoutView } from '../../lib/checkout/view.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { withoutUndefined } from '../../lib/values/without-undefined.ts';
import { examples, jsonOption, providerOption, withTargetOptions } from '../arguments/options.ts';
import { oneOf } from '../arguments/parse-argument.ts';
import type { Rows } from '../aws/open-rows.ts';
import { CommandFailure, usageError } from '../failure/command-failure.ts';
import { describingFaults } from '../failure/describe-fault.ts';
import { type TargetOptions, targetOf } from '../stage/target.ts';
import { note, print } from '../terminal/screen.ts';

interface RebuildOptions extends TargetOptions {
  readonly all?: true;
  readonly state?: CheckoutState;
  readonly provider?: string;
  readonly write?: true;
  readonly json?: true;
}

const PAGE_SIZE = 100;
const TIME_LIMIT_MS = 30_000;
const PROGRESS_EVERY = 1_000;

const LIMITS = `
Run it after a lifecycle table in lib/providers/ has changed and every consumer runs the new version. It prints what
would change; --write changes it. It is safe beside live traffic, may be interrupted, and does nothing when repeated.`;

export const rebuildCommand = (): Command =>
  withTargetOptions(new Command('rebuild'))
    .argument('[checkoutId...]', "the provider's ids of checkouts")
    .option('--all', 'every checkout')
    .addOption(
      new Option('--state <state>', 'every checkout in this state')
        .choices(CheckoutState.options)
        .argParser(oneOf(CheckoutState.options)),
    )
    .addOption(providerOption('only checkouts of this provider'))
    .option('--write', 'write the changes; without it nothing is written')
    .addOption(jsonOption())
    .addHelpText('after', LIMITS)
    .addHelpText('after', examples('rebuild CCO-8c4df2e6', 'rebuild --state unknown --write --stage prod'))
    .action(run);

async function run(checkoutIds: readonly string[], options: RebuildOptions): Promise<void> {
  if (checkoutIds.length === 0 && !options.all && !options.state && !options.provider)
    throw usageError('Name checkouts, or use --all, --state or --provider.');
  const target = targetOf(options, process.env);
  const { openRows } = await import('../aws/open-rows.ts');
  const rows = openRows(target);
  const counts = { rows: 0, changed: 0 };
  await describingFaults(target, async () => {
    for await (const key of keysOf(rows.reader, checkoutIds, options)) {
      const isChanged = await rebuild(rows, key, checkoutIds.length > 0, options);
      counts.rows += 1;
      counts.changed += Number(isChanged);
      if (counts.rows % PROGRESS_EVERY === 0) note(`${counts.rows} read, ${counts.changed} changed so far`);
    }
  });
  if (counts.rows === 0 && checkoutIds.length > 0)
    throw new CommandFailure('not_found', `None of these checkouts is on ${target.title}.`);
  if (options.json) print(JSON.stringify({ ...counts, unchanged: counts.rows - counts.changed }));
  else print(summary(counts, options.write === true));
}

function summary({ rows, changed }: { rows: number; changed: number }, written: boolean): string {
  if (changed === 0) return `${rows} checkouts read, nothing to change.`;
  if (written) return `${changed} of ${rows} checkouts changed.`;
  return `${changed} of ${rows} checkouts would change. Nothing was written: add --write.`;
}

/** Rewrites a row. Returns whether it was or would be changed. */
async function rebuild(
  rows: Rows,
  key: CheckoutKey,
  printUnchanged: boolean,
  options: RebuildOptions,
): Promise<boolean> {
  const write = options.write === true;
  const signal = AbortSignal.timeout(TIME_LIMIT_MS);
  const rebuilt = await rebuildCheckout(rows, findProvider, key, { write, signal });
  if (!rebuilt) return false;
  const { changed, before, after } = rebuilt;
  if (!changed && !printUnchanged) return false;
  if (options.json) print(JSON.stringify({ ...key, changed, before, after }));
  else if (changed) print(`${key.checkoutId} (${key.provider}): ${inWords(before)} -> ${inWords(after)}`);
  return changed;
}

function inWords({ state, status, attention }: CheckoutView): string {
  const kinds = attention.map(({ kind }) => kind).join(', ');
  return `${state} (${status})${kinds === '' ? '' : `, ${kinds}`}`;
}

async function* keysOf(
  reader: CheckoutReader,
  checkoutIds: readonly string[],
  options: RebuildOptions,
): AsyncGenerator<CheckoutKey> {
  for (const checkoutId of checkoutIds) yield* wanted((await reader.byId(checkoutId)).map(keyIn), options);
  if (checkoutIds.length > 0) return;
  for (let cursor: string | undefined; ; ) {
    const request = withoutUndefined({ limit: PAGE_SIZE, cursor });
    const page: Page<FoundCheckout> = options.state
      ? await reader.byState([options.state], request)
      : await reader.all(request);
    yield* wanted(page.items.map(keyIn), options);
    cursor = page.cursor;
    if (cursor === undefined) return;
  }
}

const wanted = (keys: readonly CheckoutKey[], { provider }: RebuildOptions): readonly CheckoutKey[] =>
  keys.filter((key) => provider === undefined || key.provider === provider);
