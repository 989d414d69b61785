import { Command } from 'commander';
import { examples, jsonOption, withTargetOptions } from '../../arguments/options.ts';
import { type SwitchOptions, switchDelivery } from '../../notify/switch-delivery.ts';

export const notifyResumeCommand = (): Command =>
  withTargetOptions(new Command('resume'))
    .description('Send signed webhooks again, those that waited first.')
    .addOption(jsonOption())
    .addHelpText('after', examples('notify resume --stage prod'))
    .action((options: SwitchOptions) => switchDelivery('on', options));
