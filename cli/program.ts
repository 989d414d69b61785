import { Command } from 'commander';
import packageJson from '../package.json' with { type: 'json' };

const FOR_ALL_COMMANDS = `
Exit codes: 0 done, 1 not found or refused, 2 wrong usage, 3 a service could not be reached or failed.
Without --stage, a command uses the local stack (npm start): on the ports in PORT, DYNAMODB_PORT, SQS_PORT and LAMBDA_PORT, or on those that npm start -- --ports free has taken in this folder.`;

/** A command as the list of commands shows it. */
interface ListedCommand {
  readonly name: string;
  readonly description: string;
  /** Loads the file of the command. */
  readonly load: () => Promise<Command>;
}

const commands: readonly ListedCommand[] = [
  {
    name: 'get',
    description: 'Show one checkout: its state, what needs attention, and its history.',
    load: async () => (await import('./commands/get.ts')).getCommand(),
  },
  {
    name: 'list',
    description: 'List checkouts, the latest change of state first.',
    load: async () => (await import('./commands/list.ts')).listCommand(),
  },
  {
    name: 'explain',
    description: 'Explain the outcome of each webhook of a checkout.',
    load: async () => (await import('./commands/explain.ts')).explainCommand(),
  },
  {
    name: 'stuck',
    description: 'List checkouts that have been pending or processing for a long time, the longest first.',
    load: async () => (await import('./commands/stuck.ts')).stuckCommand(),
  },
  {
    name: 'resolve',
    description: 'Say that a person has dealt with everything that needs attention on a checkout.',
    load: async () => (await import('./commands/resolve.ts')).resolveCommand(),
  },
  {
    name: 'claim',
    description: 'Claim a paid checkout, so that exactly one caller ships it.',
    load: async () => (await import('./commands/claim.ts')).claimCommand(),
  },
  {
    name: 'rebuild',
    description: 'Apply the present lifecycle tables to the events that rows hold already.',
    load: async () => (await import('./commands/rebuild.ts')).rebuildCommand(),
  },
  {
    name: 'doctor',
    description: 'Check the deployment and suggest a fix for every problem.',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand(),
  },
  {
    name: 'console',
    description: 'Open a page on this machine that shows checkouts, what needs a person, and the deployment.',
    load: async () => (await import('./commands/program/console.ts')).consoleCommand(),
  },
  {
    name: 'send',
    description: 'Sign a webhook as the provider would, send it, and print the answer.',
    load: async () => (await import('./commands/send.ts')).sendCommand(),
  },
  {
    name: 'trigger',
    description: 'Play the life of a checkout by sending its webhooks.',
    load: async () => (await import('./commands/events/trigger.ts')).triggerCommand(),
  },
  {
    name: 'events',
    description: 'Show the events of changes as they are published.',
    load: async () => (await import('./commands/events/events.ts')).eventsCommand(),
  },
  {
    name: 'republish',
    description: 'Publish how checkouts are now, for a receiver that may have missed events.',
    load: async () => (await import('./commands/events/republish.ts')).republishCommand(),
  },
  {
    name: 'url',
    description: "Show what to enter in each provider's dashboard.",
    load: async () => (await import('./commands/url.ts')).urlCommand(),
  },
  {
    name: 'dlq',
    description: 'List, redrive or drop the webhooks in the dead-letter queue.',
    load: async () => (await import('./commands/dlq.ts')).dlqCommand(),
  },
  {
    name: 'notify',
    description: 'Pause, resume and resend the signed webhooks to your endpoint, and see how they go.',
    load: async () => (await import('./commands/notify/notify.ts')).notifyCommand(),
  },
  {
    name: 'secret',
    description: "Set, list, rotate, add and revoke the providers' signing secrets on a deployed stage.",
    load: async () => (await import('./commands/secret.ts')).secretCommand(),
  },
  {
    name: 'drain',
    description: 'Wait until every accepted webhook has been handled, as before a stage is removed.',
    load: async () => (await import('./commands/stage/drain.ts')).drainCommand(),
  },
  {
    name: 'rollback',
    description: 'Return a stage to the deployment before the current one.',
    load: async () => (await import('./commands/stage/rollback.ts')).rollbackCommand(),
  },
  {
    name: 'completion',
    description: 'Print a script that completes commands and options in your shell.',
    load: async () => (await import('./commands/program/completion.ts')).completionCommand(),
  },
  {
    name: 'version',
    description: 'Print the version.',
    load: async () => (await import('./commands/program/version.ts')).versionCommand(),
  },
];

/** The commands at the top, as `program` takes them to load all. */
export const commandNames: readonly string[] = commands.map(({ name }) => name);

/**
 * The `checkouts` command with its subcommands, one per file. Only the files of the commands that a command line names
 * are loaded: all of them take several times as long as most command lines.
 */
export async function program(args: readonly string[]): Promise<Command> {
  const root = new Command('checkouts')
    .description('Read checkouts, and operate a deployment of checkout-webhooks.')
    .version(packageJson.version)
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .addHelpText('after', FOR_ALL_COMMANDS);
  for (const { name, description, load } of commands) {
    const command = args.includes(name) ? await load() : new Command(name);
    root.addCommand(command.description(description));
  }
  return root;
}
