import { Command } from 'commander';
import { examples, jsonOption, providerOption, withTargetOptions } from '../../arguments/options.ts';
import { CommandFailure, usageError } from '../../failure/command-failure.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import type { Resent } from '../../notify/resend-letters.ts';
import { type Target, type TargetOptions, targetOf } from '../../stage/target.ts';
import { counted } from '../../terminal/counted.ts';
import { interruptible } from '../../terminal/interruptible.ts';
import { ProgressBar } from '../../terminal/progress-bar.ts';
import { note, print, printJson } from '../../terminal/screen.ts';

const WHAT_IS_SENT = `
Without ids, every dead letter of notify is sent again, in the order of its checkout and under the id of its event. With
ids, the present state of these checkouts is sent, under ids of its own and marked as republished. Nobody but your
endpoint receives it. A receiver that applies an event only if its sequence is greater ignores what it has.`;

interface NotifyResendOptions extends TargetOptions {
  readonly provider?: string;
  readonly json?: true;
}

interface Result extends Resent {
  readonly interrupted: boolean;
}

export const notifyResendCommand = (): Command =>
  withTargetOptions(new Command('resend'))
    .description('Send the dead letters again, or the present state of some checkouts.')
    .argument('[checkoutId...]', "the provider's ids of checkouts; by default all dead letters")
    .addOption(providerOption('required if two providers use the same id'))
    .addOption(jsonOption())
    .addHelpText('after', WHAT_IS_SENT)
    .addHelpText('after', examples('notify resend --stage prod', 'notify resend CCO-8c4df2e6'))
    .action(run);

async function run(
  checkoutIds: readonly string[],
  { json, provider, ...options }: NotifyResendOptions,
): Promise<void> {
  if (provider !== undefined && checkoutIds.length === 0)
    throw usageError('--provider is for checkouts. Name them, or leave it out.');
  const target = targetOf(options, process.env);
  const { NotifyMapping } = await import('../../notify/notify-mapping.ts');
  const { result, delivery } = await describingFaults(target, async () => {
    const mapping = await NotifyMapping.find(target);
    const sent =
      checkoutIds.length > 0 ? await checkouts(target, checkoutIds, provider) : await letters(target);
    return { result: sent, delivery: (await mapping.state()).delivery };
  });
  if (!json) print(`${counted(result.resent, 'event')} put into the queue.`);
  if (result.cameBack > 0) note(`${result.cameBack} failed again and stayed dead letters.`);
  if (result.interrupted)
    throw new CommandFailure('interrupted', 'Interrupted. Run the command again to send the rest.', {
      result,
    });
  if (result.resent > 0 && delivery !== 'on')
    note(`The delivery is ${delivery}. To send them: npx checkout-webhooks notify resume${target.suffix}`);
  if (json) printJson(result);
}

async function checkouts(target: Target, ids: readonly string[], provider?: string): Promise<Result> {
  const { resendCheckouts } = await import('../../notify/resend-checkouts.ts');
  return { resent: await resendCheckouts(target, ids, provider), cameBack: 0, interrupted: false };
}

async function letters(target: Target): Promise<Result> {
  const { Queues } = await import('../../aws/stage-queues.ts');
  const { resendLetters } = await import('../../notify/resend-letters.ts');
  const queues = new Queues(target);
  const { waiting } = await queues.count('notify-dead-letters.fifo');
  const progress = new ProgressBar(waiting);
  return interruptible(async (signal) => {
    const resent = await resendLetters(await queues.openDeadLetters('notify-dead-letters.fifo'), {
      send: ({ text, group, messageId }) =>
        queues.sendInOrder('notify.fifo', {
          text,
          group: group ?? messageId,
          // A letter has an id of its own, so SQS drops it only if this command was stopped and sends it again.
          deduplicationId: `resent-${messageId}`,
        }),
      signal,
      onProgress: (done) => progress.show(done),
    });
    return { ...resent, interrupted: signal.aborted };
  }).finally(() => progress.end());
}
