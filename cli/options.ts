import { type Command, InvalidArgumentError, Option } from 'commander';
import { normalizeTime } from '../lib/checkout/update-time.ts';
import { findProvider, providers } from '../lib/providers/registry.ts';

/** Adds what every command has that looks at a place. */
export const withPlaceOptions = (command: Command): Command =>
  command
    .addOption(new Option('--stage <stage>', 'a stage deployed to AWS (default: the local stack)'))
    .addOption(new Option('--region <region>', "the stage's AWS region (default: as the AWS SDK finds it)"))
    .addOption(
      new Option('--profile <profile>', 'the AWS profile to use (default: as the AWS SDK finds it)'),
    );

export const jsonOption = (): Option => new Option('--json', 'print one JSON document, for programs');

/** `--provider`: one of the registry, so that a typing error is no "not found". */
export const providerOption = (description: string): Option =>
  new Option('--provider <provider>', description).choices(providers.map(({ name }) => name));

export function wholeNumber(lowest: number, highest: number) {
  return (text: string): number => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (number >= lowest && number <= highest) return number;
    throw new InvalidArgumentError(`A whole number from ${lowest} to ${highest} is needed.`);
  };
}

/** Appends examples to a command's help: the part that people read first. */
export const examples = (...lines: readonly string[]): string =>
  ['', 'Examples:', ...lines.map((line) => `  $ npx checkouts ${line}`)].join('\n');

export function knownProvider(name: string) {
  const provider = findProvider(name);
  if (provider) return provider;
  throw new InvalidArgumentError(`One of ${providers.map((known) => known.name).join(', ')} is needed.`);
}

export function url(text: string): string {
  if (URL.canParse(text) && /^https?:/.test(text)) return text;
  throw new InvalidArgumentError('A URL that begins with http:// or https:// is needed.');
}

export function utcTime(text: string): string {
  if (normalizeTime(text)) return text;
  throw new InvalidArgumentError('An ISO 8601 time is needed, such as 2026-01-01T10:00:00Z.');
}

export function notEmpty(text: string): string {
  if (text !== '') return text;
  throw new InvalidArgumentError('It must not be empty.');
}
