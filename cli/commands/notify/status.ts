import { Command } from 'commander';
import { examples, jsonOption, withTargetOptions } from '../../arguments/options.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import { notifySheet } from '../../notify/notify-sheet.ts';
import { type TargetOptions, targetOf } from '../../stage/target.ts';
import { fitOf, note, print, printJson } from '../../terminal/screen.ts';

interface NotifyStatusOptions extends TargetOptions {
  readonly json?: true;
}

export const notifyStatusCommand = (): Command =>
  withTargetOptions(new Command('status'))
    .description('Show whether signed webhooks are sent, and how many wait, are retried or were given up.')
    .addOption(jsonOption())
    .addHelpText('after', examples('notify status --stage prod', 'notify status --json'))
    .action(run);

async function run({ json, ...options }: NotifyStatusOptions): Promise<void> {
  const target = targetOf(options, process.env);
  const { readNotifyStatus } = await import('../../notify/notify-status.ts');
  const status = await describingFaults(target, () => readNotifyStatus(target));
  if (json) return printJson(status);
  print(notifySheet(status, fitOf()));
  if (status.delivery === 'paused') note(`To resume: npx checkout-webhooks notify resume${target.suffix}`);
  if (status.deadLetters > 0)
    note(`To send the dead letters again: npx checkout-webhooks notify resend${target.suffix}`);
}
