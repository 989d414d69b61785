import { Command, Option } from 'commander';
import type { ReadCheckouts } from '../../lib/app/read-checkouts.ts';
import type { CheckoutView } from '../../lib/checkout/view.ts';
import { withoutUndefined } from '../../lib/values/without-undefined.ts';
import { durationText } from '../arguments/duration.ts';
import { examples, fullOption, jsonOption, limitOption, withTargetOptions } from '../arguments/options.ts';
import { duration } from '../arguments/parse-argument.ts';
import { CommandFailure } from '../failure/command-failure.ts';
import { describingFaults } from '../failure/describe-fault.ts';
import { stuckList } from '../render/stuck-list.ts';
import { openCheckouts } from '../stage/open-checkouts.ts';
import { type TargetOptions, targetOf } from '../stage/target.ts';
import { counted } from '../terminal/counted.ts';
import { fitOf, note, paint, print, printJson } from '../terminal/screen.ts';

const DEFAULT_AGE_MS = 30 * 60_000;
const DEFAULT_LIMIT = 100;
const HIGHEST_LIMIT = 1_000;
const UNFINISHED = ['pending', 'processing', 'unknown'] as const;

const WHAT_IT_MEANS = `
The exit code is 1 if there are any, for use in cron. The age is the time since the state began, by the provider's time
if it sends one. A checkout that waits is not always a problem: the payer may have left, and the provider should then
expire it. A checkout without any webhook is not listed, because the service does not know of it. The index that this
command reads may be a second behind.`;

interface StuckOptions extends TargetOptions {
  readonly olderThan: number;
  readonly limit: number;
  readonly full?: true;
  readonly json?: true;
}

export const stuckCommand = (): Command =>
  withTargetOptions(new Command('stuck'))
    .addOption(
      new Option('--older-than <duration>', 'minimum age, such as 90s, 12h or 7d')
        .default(DEFAULT_AGE_MS, '30m')
        .argParser(duration),
    )
    .addOption(limitOption(HIGHEST_LIMIT, DEFAULT_LIMIT))
    .addOption(fullOption())
    .addOption(jsonOption())
    .addHelpText('after', WHAT_IT_MEANS)
    .addHelpText('after', examples('stuck --stage prod', 'stuck --older-than 12h --json'))
    .action(run);

async function run({ olderThan, limit, json, full, ...options }: StuckOptions): Promise<void> {
  const target = targetOf(options, process.env);
  const checkouts = await openCheckouts(target);
  const now = Date.now();
  const stuck = await describingFaults(target, () => readStuck(checkouts, now - olderThan, limit));
  const age = `pending or processing for ${durationText(olderThan)} or longer`;
  if (stuck.length === 0) return json ? printJson({ items: [] }) : note(`No checkout has been ${age}.`);
  if (!json) print(stuckList(stuck, now, paint, fitOf(full)));
  if (stuck.length === limit) note(`There may be more than ${limit}. Raise --limit to see them.`);
  const sentence = `${counted(stuck.length, 'checkout')} ${age}.`;
  throw new CommandFailure('stuck', sentence, { result: { items: stuck } });
}

/** Reads page after page, because rows that have just left the state are missing from a page. */
async function readStuck(
  checkouts: ReadCheckouts,
  before: number,
  limit: number,
): Promise<readonly CheckoutView[]> {
  const found: CheckoutView[] = [];
  let cursor: string | undefined;
  do {
    const request = withoutUndefined({ limit, order: 'oldest_first' as const, cursor });
    const page = await checkouts.listByState(UNFINISHED, request);
    const old = page.items.filter(({ since }) => Date.parse(since) <= before);
    found.push(...old);
    cursor = old.length === page.items.length ? page.cursor : undefined;
  } while (cursor !== undefined && found.length < limit);
  return found.slice(0, limit);
}
