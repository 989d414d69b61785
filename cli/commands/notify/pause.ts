import { Command } from 'commander';
import { examples, jsonOption, withTargetOptions } from '../../arguments/options.ts';
import { type SwitchOptions, switchDelivery } from '../../notify/switch-delivery.ts';

const WHAT_HAPPENS = `
Events are published and queued as before. SQS keeps them for 14 days, and the three days of retries go on: what is
older when you resume is tried once more.`;

export const notifyPauseCommand = (): Command =>
  withTargetOptions(new Command('pause'))
    .description('Stop sending signed webhooks to your endpoint. They wait in the queue.')
    .addOption(jsonOption())
    .addHelpText('after', WHAT_HAPPENS)
    .addHelpText('after', examples('notify pause --stage prod'))
    .action((options: SwitchOptions) => switchDelivery('paused', options));
