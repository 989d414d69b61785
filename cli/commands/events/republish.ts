import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { Command, Option } from 'commander';
import { CheckoutState } from '../../../lib/checkout/state.ts';
import {
  examples,
  jsonOption,
  providerOption,
  withTargetOptions,
  yesOption,
} from '../../arguments/options.ts';
import { notEmpty, oneOf, timeOrAge, wholeNumber } from '../../arguments/parse-argument.ts';
import { listedKeys, namedKeys, type RowFilter } from '../../events/list-keys.ts';
import { RepublishReport } from '../../events/republish-report.ts';
import { type RepublishPorts, republishRows } from '../../events/republish-rows.ts';
import { CommandFailure, usageError } from '../../failure/command-failure.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import { findEventTopic } from '../../stage/event-topic.ts';
import { type Target, type TargetOptions, targetOf } from '../../stage/target.ts';
import { confirm } from '../../terminal/confirm.ts';
import { interruptible } from '../../terminal/interruptible.ts';
import { note } from '../../terminal/screen.ts';

const DEFAULT_RATE = 50;
const HIGHEST_RATE = 1_000;
const TIME_LIMIT_MS = 30_000;
const NOTE_EVERY = 10_000;
const STDIN = '-';

const HOW_SAFE = `
It is safe beside live traffic, may be interrupted, and may be repeated: a receiver that has applied the last change of
a checkout ignores the event, or applies the same state once more. Every subscriber of the topic receives the events,
each with "republished": true. Without ids and options, every checkout is published. --since goes by when the service
received the last webhook.`;

interface RepublishOptions extends TargetOptions, RowFilter {
  readonly cursor?: string;
  readonly rate: number;
  readonly yes?: true;
  readonly json?: true;
}

export const republishCommand = (): Command =>
  withTargetOptions(new Command('republish'))
    .argument(
      '[checkoutId...]',
      "the provider's ids of checkouts; - reads them from standard input, one per line",
    )
    .option('--since <time>', 'only checkouts changed since a time, or since an age such as 30h', timeOrAge)
    .addOption(
      new Option('--state <state>', 'only checkouts in this state')
        .choices(CheckoutState.options)
        .argParser(oneOf(CheckoutState.options)),
    )
    .addOption(providerOption('only checkouts of this provider'))
    .option('--cursor <cursor>', 'go on where an interrupted run has stopped: it prints this', notEmpty)
    .option('--rate <perSecond>', 'maximum per second', wholeNumber(1, HIGHEST_RATE), DEFAULT_RATE)
    .addOption(yesOption())
    .addOption(jsonOption())
    .addHelpText('after', HOW_SAFE)
    .addHelpText(
      'after',
      examples('republish CCO-8c4df2e6', 'republish --since 30h --stage prod', 'republish - < ids.txt'),
    )
    .action(run);

async function run(args: readonly string[], options: RepublishOptions): Promise<void> {
  const target = targetOf(options, process.env);
  if (args.length > 0 && options.cursor !== undefined)
    throw usageError('--cursor goes on with a list. Leave the ids out.');
  const checkoutIds = await withStdin(args);
  if (args.length === 0 && !target.isLocal)
    await confirm(`Every subscriber of ${target.title} receives how these checkouts are now.`, options.yes);
  await describingFaults(target, () =>
    interruptible((signal) => republish(target, args.length > 0 ? checkoutIds : undefined, options, signal)),
  );
}

/** Puts the lines of standard input in the place of `-`. */
async function withStdin(args: readonly string[]): Promise<readonly string[]> {
  if (!args.includes(STDIN)) return args;
  const lines = (await text(process.stdin)).split('\n').map((line) => line.trim());
  return [...args.filter((id) => id !== STDIN), ...lines.filter((line) => line !== '')];
}

/** @param checkoutIds undefined for every checkout that the options select */
async function republish(
  target: Target,
  checkoutIds: readonly string[] | undefined,
  options: RepublishOptions,
  signal: AbortSignal,
): Promise<void> {
  const topicArn = await findEventTopic(target);
  const { openRows } = await import('../../aws/open-rows.ts');
  const { reader } = openRows(target);
  const listed = checkoutIds
    ? await namedKeys(reader, checkoutIds, options)
    : await listedKeys(reader, options, { cursor: options.cursor, signal, onPage: noteListing() });
  if (checkoutIds && listed.length === 0)
    throw new CommandFailure('not_found', `None of these checkouts is on ${target.title}.`);
  if (signal.aborted) throw new CommandFailure('interrupted', 'Interrupted. Nothing was published.');
  const report = new RepublishReport(target, listed, options);
  const ports = await openPorts(target, topicArn);
  const keys = listed.map(({ key }) => key);
  const result = await republishRows(keys, ports, {
    perSecond: options.rate,
    signal,
    onRow: (key, outcome, event) => report.row(key, outcome, event),
  });
  report.end(result, signal.aborted);
}

async function openPorts(target: Target, topicArn: string): Promise<RepublishPorts> {
  const { openRepublishing } = await import('../../aws/events/open-republishing.ts');
  return openRepublishing(target, topicArn, randomBytes(6).toString('hex'), TIME_LIMIT_MS);
}

/** Says from time to time that a long table is still being read. */
function noteListing(): (read: number) => void {
  let next = NOTE_EVERY;
  return (read) => {
    if (read < next) return;
    next = read + NOTE_EVERY;
    note(`${read} checkouts read so far`);
  };
}
