import { Command, Option } from 'commander';
import type { Page } from '../../lib/app/ports.ts';
import type { ReadCheckouts } from '../../lib/app/read-checkouts.ts';
import { CheckoutState } from '../../lib/checkout/state.ts';
import type { CheckoutView } from '../../lib/checkout/view.ts';
import { examples, jsonOption, withTargetOptions } from '../arguments/options.ts';
import { wholeNumber } from '../arguments/parse-argument.ts';
import { describingFaults } from '../failure/describe-fault.ts';
import { checkoutList } from '../render/checkout-list.ts';
import { openCheckoutLists } from '../stage/open-checkouts.ts';
import { type TargetOptions, targetOf } from '../stage/target.ts';
import { note, paint, print, printJson } from '../terminal/screen.ts';

const DEFAULT_LIMIT = 25;
const HIGHEST_LIMIT = 1_000;

interface ListOptions extends TargetOptions {
  readonly state?: CheckoutState;
  readonly reference?: string;
  readonly limit: number;
  readonly cursor?: string;
  readonly json?: true;
}

export const listCommand = (): Command =>
  withTargetOptions(new Command('list'))
    .description('List checkouts, latest change of state first; without --state those of all states.')
    .addOption(new Option('--state <state>', 'only those in this state').choices(CheckoutState.options))
    .option('--reference <reference>', 'only those with your own reference')
    .option('--limit <count>', 'at most so many', wholeNumber(1, HIGHEST_LIMIT), DEFAULT_LIMIT)
    .option('--cursor <cursor>', 'go on where an earlier page ended: its "cursor" from --json')
    .addOption(jsonOption())
    .addHelpText('after', examples('list --state review', 'list --reference order-17 --json --stage prod'))
    .action(list);

async function list({ json, ...options }: ListOptions): Promise<void> {
  const target = targetOf(options, process.env);
  const checkouts = await openCheckoutLists(target, process.env);
  const page = await describingFaults(target, () => pageOf(checkouts, options));
  if (json) printJson({ items: page.items, cursor: page.cursor ?? null });
  else show(page, options.limit);
}

async function pageOf(checkouts: ReadCheckouts, options: ListOptions): Promise<Page<CheckoutView>> {
  const { state, reference, limit, cursor } = options;
  const request = { limit, ...(cursor !== undefined && { cursor }) };
  if (reference === undefined) return checkouts.listByState(state ?? CheckoutState.options, request);
  const page = await checkouts.findByReference(reference, request);
  return { ...page, items: page.items.filter((checkout) => !state || checkout.state === state) };
}

function show({ items, cursor }: Page<CheckoutView>, limit: number): void {
  if (items.length > 0) print(checkoutList(items, paint));
  else note('No checkouts.');
  if (cursor !== undefined)
    note(`There are more than ${limit}: raise --limit, or page with --json and --cursor.`);
}
