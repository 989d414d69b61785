import { Command } from 'commander';
import { examples, jsonOption, withTargetOptions } from '../../arguments/options.ts';
import { wholeNumber } from '../../arguments/parse-argument.ts';
import type { Queues } from '../../aws/stage-queues.ts';
import { letterOf } from '../../dead-letters/letter.ts';
import { type LetterFilter, matches, withLetterFilter } from '../../dead-letters/letter-filter.ts';
import { type Redriven, redrive } from '../../dead-letters/redrive.ts';
import { CommandFailure, exitCode } from '../../failure/command-failure.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import { type TargetOptions, targetOf } from '../../stage/target.ts';
import { interruptible } from '../../terminal/interruptible.ts';
import { ProgressBar } from '../../terminal/progress-bar.ts';
import { note, print, printJson } from '../../terminal/screen.ts';

const DEFAULT_RATE = 20;
const HIGHEST_RATE = 100;

interface RedriveOptions extends TargetOptions, LetterFilter {
  readonly rate: number;
  readonly json?: true;
}

export const dlqRedriveCommand = (): Command =>
  withTargetOptions(withLetterFilter(new Command('redrive')))
    .description(
      'Give dead letters back to the delivery queue, all or by filter, after what held them up is mended.',
    )
    .option('--rate <perSecond>', 'at most so many a second', wholeNumber(1, HIGHEST_RATE), DEFAULT_RATE)
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nSafe to interrupt: a letter is delivered first and deleted then, and applying one twice is harmless.',
    )
    .addHelpText('after', examples('dlq redrive --stage prod', 'dlq redrive --provider tweed --rate 5'))
    .action(run);

async function run({ json, rate, ...options }: RedriveOptions): Promise<void> {
  const target = targetOf(options, process.env);
  const { Queues } = await import('../../aws/stage-queues.ts');
  const queues = new Queues(target);
  const { redriven, cameBack, wasStopped } = await describingFaults(target, () =>
    interruptible(async (signal) => ({
      ...(await go(queues, options, rate, signal)),
      wasStopped: signal.aborted,
    })),
  );
  if (json) printJson({ redriven, cameBack, interrupted: wasStopped });
  else print(`${redriven} redriven.`);
  if (cameBack > 0)
    note(`${cameBack} came back as dead letters meanwhile. See: npx checkouts dlq list${target.suffix}`);
  if (wasStopped)
    throw new CommandFailure(exitCode.no, 'Interrupted. The rest is where it was: run it again to go on.');
}

async function go(
  queues: Queues,
  filter: LetterFilter,
  perSecond: number,
  signal: AbortSignal,
): Promise<Redriven> {
  const { waiting } = await queues.count('dead-letters');
  const progress = new ProgressBar(waiting);
  try {
    return await redrive(await queues.deadLetters(), {
      isWanted: (held) => matches(filter, letterOf(held)),
      deliver: (text) => queues.deliver(text),
      perSecond,
      signal,
      onProgress: (done) => progress.show(done),
    });
  } finally {
    progress.end();
  }
}
