import { Argument, type Command, Option } from 'commander';
import { providers } from '../../lib/providers/registry.ts';
import { knownProvider } from './parse-argument.ts';

const names = providers.map(({ name }) => name);

/** Adds what every command has that looks at a target. */
export const withTargetOptions = (command: Command): Command =>
  withAwsOptions(command.option('--stage <stage>', 'a stage deployed to AWS (default: the local stack)'));

/** Adds what a command has that means something only on AWS. */
export const withStageOptions = (command: Command): Command =>
  withAwsOptions(command.requiredOption('--stage <stage>', 'the stage, as in serverless deploy'));

const withAwsOptions = (command: Command): Command =>
  command
    .option('--region <region>', "the stage's AWS region (default: that of serverless.yml)")
    .option('--profile <profile>', 'the AWS profile to use (default: as the AWS SDK finds it)');

export const jsonOption = (): Option => new Option('--json', 'print one JSON document, for programs');

/** What a command does that cannot be undone, it asks about; this is the answer. */
export const yesOption = (): Option => new Option('--yes', 'go ahead without asking');

/** One of the registry, so that a typing error is no "not found". */
export const providerOption = (description: string): Option =>
  new Option('--provider <provider>', description).choices(names);

export const providerArgument = (): Argument =>
  new Argument('<provider>', names.join(' or ')).argParser(knownProvider);

/** Appends examples to a command's help: the part that people read first. */
export const examples = (...lines: readonly string[]): string =>
  ['', 'Examples:', ...lines.map((line) => `  $ npx checkouts ${line}`)].join('\n');
