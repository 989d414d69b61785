import { Command, Option } from 'commander';
import type { ReadCheckouts } from '../../lib/app/read-checkouts.ts';
import type { CheckoutView } from '../../lib/checkout/view.ts';
import { durationText } from '../arguments/duration.ts';
import { examples, jsonOption, withTargetOptions } from '../arguments/options.ts';
import { duration, wholeNumber } from '../arguments/parse-argument.ts';
import { CommandFailure, exitCode } from '../failure/command-failure.ts';
import { describingFaults } from '../failure/describe-fault.ts';
import { stuckList } from '../render/stuck-list.ts';
import { openCheckoutLists } from '../stage/open-checkouts.ts';
import { type TargetOptions, targetOf } from '../stage/target.ts';
import { note, paint, print, printJson } from '../terminal/screen.ts';

const DEFAULT_AGE_MS = 30 * 60_000;
const DEFAULT_LIMIT = 100;
const HIGHEST_LIMIT = 1_000;
const UNFINISHED = ['pending', 'processing'] as const;

const LIMITS = `
Exit code 1 when there are any, for cron. "Older" is the time since the state began, by the provider's clock where it
tells the time. Waiting is not always wrong: a payer may just have left, and then the provider should expire the
checkout. A checkout of which no webhook ever came is not here: nobody told us that it exists. The list is read from an
index that may lag by a second.`;

interface StuckOptions extends TargetOptions {
  readonly olderThan: number;
  readonly limit: number;
  readonly json?: true;
}

export const stuckCommand = (): Command =>
  withTargetOptions(new Command('stuck'))
    .description('List checkouts that have been pending or processing for long, longest first.')
    .addOption(
      new Option('--older-than <duration>', 'for at least so long, such as 90s, 12h, 7d')
        .default(DEFAULT_AGE_MS, '30m')
        .argParser(duration),
    )
    .option('--limit <count>', 'at most so many', wholeNumber(1, HIGHEST_LIMIT), DEFAULT_LIMIT)
    .addOption(jsonOption())
    .addHelpText('after', LIMITS)
    .addHelpText('after', examples('stuck --stage prod', 'stuck --older-than 12h --json'))
    .action(run);

async function run({ olderThan, limit, json, ...at }: StuckOptions): Promise<void> {
  const target = targetOf(at, process.env);
  const checkouts = await openCheckoutLists(target, process.env);
  const now = Date.now();
  const stuck = await describingFaults(target, () => stuckCheckouts(checkouts, now - olderThan, limit));
  if (json) printJson({ items: stuck });
  else if (stuck.length > 0) print(stuckList(stuck, now, paint));
  if (stuck.length === 0)
    return json ? undefined : note(`None is unfinished for ${durationText(olderThan)} or longer.`);
  if (stuck.length === limit) note(`There may be more than ${limit}: raise --limit.`);
  throw new CommandFailure(
    exitCode.no,
    `${stuck.length} unfinished for ${durationText(olderThan)} or longer.`,
  );
}

/** A full page is not the end: rows that have just moved on are missing from it. */
async function stuckCheckouts(
  checkouts: ReadCheckouts,
  before: number,
  limit: number,
): Promise<readonly CheckoutView[]> {
  const found: CheckoutView[] = [];
  let cursor: string | undefined;
  do {
    const request = { limit, order: 'oldest_first', ...(cursor !== undefined && { cursor }) } as const;
    const page = await checkouts.listByState(UNFINISHED, request);
    const old = page.items.filter(({ since }) => Date.parse(since) <= before);
    found.push(...old);
    cursor = old.length === page.items.length ? page.cursor : undefined;
  } while (cursor !== undefined && found.length < limit);
  return found.slice(0, limit);
}
