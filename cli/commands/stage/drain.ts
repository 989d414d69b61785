import { setTimeout as sleep } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { durationText } from '../../arguments/duration.ts';
import { examples, jsonOption, withTargetOptions } from '../../arguments/options.ts';
import { duration } from '../../arguments/parse-argument.ts';
import type { QueueCount, Queues } from '../../aws/stage-queues.ts';
import { CommandFailure } from '../../failure/command-failure.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import { type TargetOptions, targetOf } from '../../stage/target.ts';
import { counted } from '../../terminal/counted.ts';
import { note, print, printJson } from '../../terminal/screen.ts';

/** SQS counts roughly for about a minute after the last message was sent. */
const DEFAULT_QUIET_MS = 60_000;
const DEFAULT_TIMEOUT_MS = 30 * 60_000;
const LONGEST_PAUSE_MS = 5_000;

const WHAT_IT_WAITS_FOR = `
It changes nothing. It waits until the queue has stayed empty for a minute, because SQS counts roughly. While providers
still send, it may never end: close the door first (docs/remove-restore-move.md).`;

interface DrainOptions extends TargetOptions {
  readonly quiet: number;
  readonly timeout: number;
  readonly json?: true;
}

export const drainCommand = (): Command =>
  withTargetOptions(new Command('drain'))
    .addOption(
      new Option('--quiet <duration>', 'how long the queue must stay empty')
        .default(DEFAULT_QUIET_MS, '60s')
        .argParser(duration),
    )
    .addOption(
      new Option('--timeout <duration>', 'how long to wait at most')
        .default(DEFAULT_TIMEOUT_MS, '30m')
        .argParser(duration),
    )
    .addOption(jsonOption())
    .addHelpText('after', WHAT_IT_WAITS_FOR)
    .addHelpText('after', examples('drain --stage prod', 'drain --stage prod --timeout 2h'))
    .action(run);

async function run({ quiet, timeout, json, ...options }: DrainOptions): Promise<void> {
  const target = targetOf(options, process.env);
  await describingFaults(target, async () => {
    const { Queues } = await import('../../aws/stage-queues.ts');
    const queues = new Queues(target);
    const left = await waitUntilEmpty(queues, quiet, timeout);
    const { waiting, held } = await queues.count('dead-letters');
    const deadLetters = waiting + held;
    const result = { waiting: left, deadLetters };
    if (left > 0)
      throw new CommandFailure(
        'not_empty',
        `${counted(left, 'webhook')} left in the delivery queue of ${target.title} after ${durationText(timeout)}. See docs/runbook.md#queue-age`,
        { result },
      );
    if (json) printJson(result);
    else print(`The delivery queue of ${target.title} is empty. Every accepted webhook has been handled.`);
    if (deadLetters > 0)
      note(`${counted(deadLetters, 'dead letter')} left: npx checkout-webhooks dlq list${target.suffix}`);
  });
}

/** Returns how many messages are left when the time is over; 0 once the queue has stayed empty. */
async function waitUntilEmpty(queues: Queues, quietMs: number, timeoutMs: number): Promise<number> {
  const start = performance.now();
  let emptySince: number | undefined;
  let shown = -1;
  for (;;) {
    const left = inQueue(await queues.count('deliveries'));
    const now = performance.now();
    if (left > 0) emptySince = undefined;
    else emptySince ??= now;
    if (emptySince !== undefined && now - emptySince >= quietMs) return 0;
    if (now - start > timeoutMs) return Math.max(left, 1);
    if (left !== shown)
      note(left > 0 ? `${counted(left, 'webhook')} in the queue.` : 'The queue looks empty.');
    shown = left;
    await sleep(Math.min(LONGEST_PAUSE_MS, Math.max(quietMs / 4, 50)));
  }
}

const inQueue = ({ waiting, held, delayed }: QueueCount): number => waiting + held + delayed;
