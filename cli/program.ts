import { Command } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { dlqCommand } from './commands/dlq.ts';
import { doctorCommand } from './commands/doctor.ts';
import { explainCommand } from './commands/explain.ts';
import { getCommand } from './commands/get.ts';
import { listCommand } from './commands/list.ts';
import { secretCommand } from './commands/secret.ts';
import { sendCommand } from './commands/send.ts';
import { stuckCommand } from './commands/stuck.ts';
import { urlCommand } from './commands/url.ts';

const EXIT_CODES = `
Exit codes: 0 done, 1 not found or refused, 2 wrong usage, 3 something could not be reached.
Without --stage the local stack is meant (npm start); PORT, DYNAMODB_PORT and SQS_PORT say where it listens.`;

const commands = [
  getCommand,
  listCommand,
  explainCommand,
  stuckCommand,
  doctorCommand,
  sendCommand,
  urlCommand,
  dlqCommand,
  secretCommand,
] as const;

/** The command line: one command a file. */
export function program(): Command {
  const root = new Command('checkouts')
    .description('Read and operate checkout-webhooks: one right row for each checkout.')
    .version(packageJson.version)
    .addHelpText('after', EXIT_CODES);
  for (const command of commands) root.addCommand(command());
  return root;
}
