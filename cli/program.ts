import { Command } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { dlqCommand } from './commands/dlq.ts';
import { doctorCommand } from './commands/doctor.ts';
import { explainCommand } from './commands/explain.ts';
import { getCommand } from './commands/get.ts';
import { listCommand } from './commands/list.ts';
import { rebuildCommand } from './commands/rebuild.ts';
import { resolveCommand } from './commands/resolve.ts';
import { secretCommand } from './commands/secret.ts';
import { sendCommand } from './commands/send.ts';
import { stuckCommand } from './commands/stuck.ts';
import { urlCommand } from './commands/url.ts';

const FOR_ALL_COMMANDS = `
Exit codes: 0 done, 1 not found or refused, 2 wrong usage, 3 a service could not be reached or failed.
Without --stage, a command uses the local stack (npm start), on the ports in PORT, DYNAMODB_PORT and SQS_PORT.`;

const commands = [
  getCommand,
  listCommand,
  explainCommand,
  stuckCommand,
  resolveCommand,
  rebuildCommand,
  doctorCommand,
  sendCommand,
  urlCommand,
  dlqCommand,
  secretCommand,
] as const;

/** The `checkouts` command with its subcommands, one per file. */
export function program(): Command {
  const root = new Command('checkouts')
    .description('Read checkouts, and operate a deployment of checkout-webhooks.')
    .version(packageJson.version)
    .addHelpText('after', FOR_ALL_COMMANDS);
  for (const command of commands) root.addCommand(command());
  return root;
}
