import { Command } from 'commander';
import { examples } from '../../arguments/options.ts';
import { notifyPauseCommand } from './pause.ts';
import { notifyResendCommand } from './resend.ts';
import { notifyResumeCommand } from './resume.ts';
import { notifyStatusCommand } from './status.ts';

const HOW_IT_WORKS = `
Every change of a checkout is sent to your endpoint (notifyUrl) as a signed webhook, and again for three days until it
is accepted. An event that was never accepted is then kept as a dead letter, for up to 14 days.`;

export const notifyCommand = (): Command =>
  new Command('notify')
    .addCommand(notifyStatusCommand())
    .addCommand(notifyPauseCommand())
    .addCommand(notifyResumeCommand())
    .addCommand(notifyResendCommand())
    .addHelpText('after', HOW_IT_WORKS)
    .addHelpText('after', examples('notify status --stage prod', 'notify resend --stage prod'));
