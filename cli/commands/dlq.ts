import { Command } from 'commander';
import { examples } from '../arguments/options.ts';
import { dlqDropCommand } from './dlq/drop.ts';
import { dlqListCommand } from './dlq/list.ts';
import { dlqRedriveCommand } from './dlq/redrive.ts';
import { dlqShowCommand } from './dlq/show.ts';

const HOW_IT_LOOKS = `
The dead-letter queue holds webhooks that were authentic and could not be applied, for 14 days.
SQS has no way of looking without receiving: what is looked at is hidden from others for the moment, and its
count of receives goes up. Nothing is lost by that.`;

export const dlqCommand = (): Command =>
  new Command('dlq')
    .description('Look through the dead-letter queue, and give back or drop what is in it.')
    .addCommand(dlqListCommand())
    .addCommand(dlqShowCommand())
    .addCommand(dlqRedriveCommand())
    .addCommand(dlqDropCommand())
    .addHelpText('after', HOW_IT_LOOKS)
    .addHelpText('after', examples('dlq list --stage prod', 'dlq redrive --reason not_json --stage prod'));
