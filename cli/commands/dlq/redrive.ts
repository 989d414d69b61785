import { Command } from 'commander';
import { examples, jsonOption, withTargetOptions } from '../../arguments/options.ts';
import { wholeNumber } from '../../arguments/parse-argument.ts';
import type { Queues } from '../../aws/stage-queues.ts';
import { letterOf } from '../../dead-letters/letter.ts';
import { type LetterFilter, matches, withLetterFilter } from '../../dead-letters/letter-filter.ts';
import { type Redriven, redrive } from '../../dead-letters/redrive.ts';
import { CommandFailure } from '../../failure/command-failure.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import { type TargetOptions, targetOf } from '../../stage/target.ts';
import { counted } from '../../terminal/counted.ts';
import { interruptible } from '../../terminal/interruptible.ts';
import { ProgressBar } from '../../terminal/progress-bar.ts';
import { note, print, printJson } from '../../terminal/screen.ts';

/** A million letters in less than an hour. The table is protected by the concurrency of consume, not by this. */
const DEFAULT_RATE = 300;
const HIGHEST_RATE = 1_000;

const HOW_SAFE = `
You can interrupt it at any time. Each letter is delivered before it is deleted, and applying a webhook twice is
harmless.`;

interface RedriveOptions extends TargetOptions, LetterFilter {
  readonly rate: number;
  readonly json?: true;
}

export const dlqRedriveCommand = (): Command =>
  withTargetOptions(withLetterFilter(new Command('redrive')))
    .description('Send dead letters back to the delivery queue, after the cause is fixed.')
    .option(
      '--rate <perSecond>',
      'maximum number of letters per second',
      wholeNumber(1, HIGHEST_RATE),
      DEFAULT_RATE,
    )
    .addOption(jsonOption())
    .addHelpText('after', HOW_SAFE)
    .addHelpText('after', examples('dlq redrive --stage prod', 'dlq redrive --provider tweed --rate 5'))
    .action(run);

async function run({ json, rate, ...options }: RedriveOptions): Promise<void> {
  const target = targetOf(options, process.env);
  const { Queues } = await import('../../aws/stage-queues.ts');
  const queues = new Queues(target);
  let wasStopped = false;
  const { redriven, cameBack } = await describingFaults(target, () =>
    interruptible(async (signal) => {
      const result = await redriveWithBar(queues, options, rate, signal);
      wasStopped = signal.aborted;
      return result;
    }),
  );
  const result = { redriven, cameBack, interrupted: wasStopped };
  if (!json) print(`${counted(redriven, 'dead letter')} redriven.`);
  if (cameBack > 0)
    note(
      `${cameBack} failed again and stayed in the queue. List them with: npx checkout-webhooks dlq list${target.suffix}`,
    );
  if (wasStopped)
    throw new CommandFailure('interrupted', 'Interrupted. Run the command again to redrive the rest.', {
      result,
    });
  if (json) printJson(result);
}

async function redriveWithBar(
  queues: Queues,
  filter: LetterFilter,
  perSecond: number,
  signal: AbortSignal,
): Promise<Redriven> {
  const { waiting } = await queues.count('dead-letters');
  const progress = new ProgressBar(waiting);
  try {
    return await redrive(await queues.openDeadLetters(), {
      isWanted: (held) => matches(filter, letterOf(held)),
      deliver: (texts) => queues.deliver(texts),
      perSecond,
      signal,
      onProgress: (done) => progress.show(done),
    });
  } finally {
    progress.end();
  }
}
