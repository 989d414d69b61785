import { Argument, type Command, Option } from 'commander';
import { providers } from '../../lib/providers/registry.ts';
import { awsRegion, knownProvider, oneOf, wholeNumber } from './parse-argument.ts';

const names = providers.map(({ name }) => name);

/** Adds the options of a command that works on the local stack or on a deployed stage. */
export const withTargetOptions = (command: Command): Command =>
  withAwsOptions(command.option('--stage <stage>', 'stage deployed to AWS (default: the local stack)'));

/** Adds the options of a command that works on a deployed stage only. */
export const withStageOptions = (command: Command): Command =>
  withAwsOptions(command.requiredOption('--stage <stage>', 'stage, as in serverless deploy'));

const withAwsOptions = (command: Command): Command =>
  command
    .option('--region <region>', 'AWS region of the stage (default: the region in serverless.yml)', awsRegion)
    .option('--profile <profile>', 'AWS profile (default: the one that the AWS SDK finds)');

export const jsonOption = (): Option => new Option('--json', 'print one JSON document');

export const fullOption = (): Option =>
  new Option('--full', 'show everything whole, even if it does not fit on the terminal');

/** For a command that cannot be undone, and asks before it does anything. */
export const yesOption = (): Option => new Option('--yes', 'do not ask for confirmation');

export const limitOption = (highest: number, byDefault: number): Option =>
  new Option('--limit <count>', 'maximum number of results')
    .argParser(wholeNumber(1, highest))
    .default(byDefault);

/** Accepts only the names in the registry, so that a mistyped name is reported as such and not as "not found". */
export const providerOption = (description: string): Option =>
  new Option('--provider <provider>', description).choices(names).argParser(oneOf(names));

export const providerArgument = (): Argument =>
  new Argument('<provider>', 'the payment provider').choices(names).argParser(knownProvider);

/** Examples to append to a command's help. */
export const examples = (...lines: readonly string[]): string =>
  ['', 'Examples:', ...lines.map((line) => `  $ npx checkout-webhooks ${line}`)].join('\n');
