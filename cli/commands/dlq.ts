import { Command } from 'commander';
import { examples } from '../arguments/options.ts';
import { dlqDropCommand } from './dlq/drop.ts';
import { dlqListCommand } from './dlq/list.ts';
import { dlqRedriveCommand } from './dlq/redrive.ts';
import { dlqShowCommand } from './dlq/show.ts';

const HOW_IT_WORKS = `
The dead-letter queue keeps webhooks that are authentic but could not be applied, for up to 14 days.
SQS can show a message only by receiving it. While a command reads the queue, its letters are hidden from other
consumers, and their receive counts go up. Nothing is lost.`;

export const dlqCommand = (): Command =>
  new Command('dlq')
    .addCommand(dlqListCommand())
    .addCommand(dlqShowCommand())
    .addCommand(dlqRedriveCommand())
    .addCommand(dlqDropCommand())
    .addHelpText('after', HOW_IT_WORKS)
    .addHelpText('after', examples('dlq list --stage prod', 'dlq redrive --reason not_json --stage prod'));
