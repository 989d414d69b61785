import { Command, Option } from 'commander';
import type { Page } from '../../lib/app/ports.ts';
import type { ReadCheckouts } from '../../lib/app/read-checkouts.ts';
import { CheckoutState } from '../../lib/checkout/state.ts';
import type { CheckoutView } from '../../lib/checkout/view.ts';
import { withoutUndefined } from '../../lib/values/without-undefined.ts';
import { examples, fullOption, jsonOption, limitOption, withTargetOptions } from '../arguments/options.ts';
import { oneOf } from '../arguments/parse-argument.ts';
import { describingFaults } from '../failure/describe-fault.ts';
import { checkoutList } from '../render/checkout-list.ts';
import { openCheckouts } from '../stage/open-checkouts.ts';
import { type TargetOptions, targetOf } from '../stage/target.ts';
import { fitOf, note, paint, print, printJson } from '../terminal/screen.ts';

const DEFAULT_LIMIT = 25;
const HIGHEST_LIMIT = 1_000;

interface ListOptions extends TargetOptions {
  readonly state?: readonly CheckoutState[];
  readonly attention?: true;
  readonly reference?: string;
  readonly limit: number;
  readonly cursor?: string;
  readonly watch?: true;
  readonly full?: true;
  readonly json?: true;
}

export const listCommand = (): Command =>
  withTargetOptions(new Command('list'))
    .addOption(
      new Option('--state <state>', 'only checkouts in this state; may be repeated')
        .choices(CheckoutState.options)
        .argParser(collectState),
    )
    .option('--attention', 'only checkouts that wait for a person')
    .option('--reference <reference>', 'only checkouts with your reference')
    .addOption(limitOption(HIGHEST_LIMIT, DEFAULT_LIMIT))
    .option('--cursor <cursor>', 'continue after an earlier page: the "cursor" in its JSON document')
    .addOption(new Option('--watch', 'show changes until Ctrl-C').conflicts('cursor'))
    .addOption(fullOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        'list --state review',
        'list --attention --stage prod',
        'list --reference order-17 --json --stage prod',
      ),
    )
    .action(list);

async function list({ json, full, watch, ...options }: ListOptions): Promise<void> {
  const target = targetOf(options, process.env);
  const checkouts = await openCheckouts(target);
  const read = () => describingFaults(target, () => readPage(checkouts, options));
  if (watch) {
    const { watchCheckouts } = await import('../watch/watch-checkouts.ts');
    return watchCheckouts(async () => (await read()).items, { full, json });
  }
  const page = await read();
  if (json) printJson({ items: page.items, cursor: page.cursor ?? null });
  else show(page, options.limit, full);
}

async function readPage(checkouts: ReadCheckouts, options: ListOptions): Promise<Page<CheckoutView>> {
  const { state, attention, reference, limit, cursor } = options;
  const request = withoutUndefined({ limit, cursor });
  const isWanted = (checkout: CheckoutView): boolean =>
    (!state || state.includes(checkout.state)) && (!attention || checkout.attention.length > 0);
  if (attention && reference === undefined) {
    const page = await checkouts.listByAttention(request);
    return { ...page, items: page.items.filter(isWanted) };
  }
  if (reference === undefined) return checkouts.listByState(state ?? CheckoutState.options, request);
  const page = await checkouts.findByReference(reference, request);
  return { ...page, items: page.items.filter(isWanted) };
}

const knownState = oneOf(CheckoutState.options);

/** Collects the values of a repeated --state. @throws InvalidArgumentError for a state that does not exist */
function collectState(word: string, previous: readonly CheckoutState[] = []): readonly CheckoutState[] {
  return [...previous, knownState(word)];
}

function show({ items, cursor }: Page<CheckoutView>, limit: number, full: true | undefined): void {
  if (items.length > 0) print(checkoutList(items, paint, fitOf(full)));
  else note('No checkout matches.');
  if (cursor !== undefined)
    note(`There are more than ${limit}. Raise --limit, or read page by page with --json and --cursor.`);
}
