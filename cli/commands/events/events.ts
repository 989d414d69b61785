import { Command, Option } from 'commander';
import { CheckoutState } from '../../../lib/checkout/state.ts';
import { examples, jsonOption, providerOption, withTargetOptions } from '../../arguments/options.ts';
import { duration, oneOf, wholeNumber } from '../../arguments/parse-argument.ts';
import type { Follower } from '../../events/follower.ts';
import { usageError } from '../../failure/command-failure.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import { eventLine } from '../../render/events/event-line.ts';
import { findEventTopic } from '../../stage/event-topic.ts';
import { type Target, type TargetOptions, targetOf } from '../../stage/target.ts';
import { interruptible } from '../../terminal/interruptible.ts';
import { fitOf, note, paint, print } from '../../terminal/screen.ts';
import { untilNobodyReads } from '../../terminal/until-nobody-reads.ts';

const types = [...CheckoutState.options, 'attention'].map((word) => `checkout.${word}`);
const HIGHEST_COUNT = 1_000_000;

const HOW_IT_WORKS = `
It subscribes a queue of its own to the topic, and says so on standard error. It removes the queue when it ends. Events
that were published before are not shown: see republish. Other subscribers notice nothing of it.`;

interface EventsOptions extends TargetOptions {
  readonly follow?: true;
  readonly for?: number;
  readonly count?: number;
  readonly type?: string;
  readonly provider?: string;
  readonly json?: true;
}

export const eventsCommand = (): Command =>
  withTargetOptions(new Command('events'))
    .option('--follow', 'show events as they are published, until Ctrl-C')
    .option('--for <duration>', 'end after this time, such as 10s', duration)
    .option('--count <count>', 'end after this number of events', wholeNumber(1, HIGHEST_COUNT))
    .addOption(new Option('--type <type>', 'only events of this type').choices(types).argParser(oneOf(types)))
    .addOption(providerOption('only events of this provider'))
    .addOption(jsonOption())
    .addHelpText('after', HOW_IT_WORKS)
    .addHelpText(
      'after',
      examples(
        'events --follow',
        'events --follow --type checkout.succeeded --stage prod',
        'events --count 1 --for 30s --json',
      ),
    )
    .action(run);

async function run(options: EventsOptions): Promise<void> {
  if (!options.follow && options.for === undefined && options.count === undefined)
    throw usageError(
      'Events are not kept. Add --follow to show them from now on, or --for 10s or --count 1 to stop by itself. To publish the present state again, see republish --help.',
    );
  const target = targetOf(options, process.env);
  await describingFaults(target, () =>
    untilNobodyReads((unread) =>
      interruptible((stopped) => follow(target, options, AbortSignal.any([unread, stopped]))),
    ),
  );
}

async function follow(target: Target, options: EventsOptions, stopped: AbortSignal): Promise<void> {
  const topicArn = await findEventTopic(target);
  const { openFollower } = await import('../../aws/events/follower-queue.ts');
  const filter = { types: listOf(options.type), providers: listOf(options.provider) };
  const follower = await openFollower(target, topicArn, filter);
  try {
    note(`Following the events of ${target.title}. Ctrl-C ends it.`);
    const signals = options.for === undefined ? [stopped] : [stopped, AbortSignal.timeout(options.for)];
    await show(follower, options, AbortSignal.any(signals));
  } finally {
    await follower.close();
  }
}

async function show(
  follower: Follower,
  { count = Number.POSITIVE_INFINITY, json }: EventsOptions,
  signal: AbortSignal,
): Promise<void> {
  let shown = 0;
  while (!signal.aborted && shown < count) {
    for (const body of (await follower.receive(signal)).slice(0, count - shown)) {
      print(json ? body : eventLine(body, new Date(), paint, fitOf()));
      shown += 1;
    }
  }
}

const listOf = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value]);
