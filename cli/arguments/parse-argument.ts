import { InvalidArgumentError } from 'commander';
import { normalizeTime } from '../../lib/checkout/update-time.ts';
import type { Provider } from '../../lib/providers/provider.ts';
import { findProvider, providers } from '../../lib/providers/registry.ts';
import { didYouMean } from '../../lib/values/did-you-mean.ts';
import { durationMs } from './duration.ts';

/** Commander calls these with the text of an argument. Each returns its value, or throws a sentence on how to fix it. */

export function knownProvider(name: string): Provider {
  const provider = findProvider(name);
  if (provider) return provider;
  const names = providers.map((known) => known.name);
  throw new InvalidArgumentError(`Use one of ${names.join(', ')}.${didYouMean(name, names)}`);
}

export function oneOf<const Choice extends string>(choices: readonly Choice[]) {
  return (text: string): Choice => {
    const choice = choices.find((each) => each === text);
    if (choice !== undefined) return choice;
    throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.${didYouMean(text, choices)}`);
  };
}

export function wholeNumber(lowest: number, highest: number) {
  return (text: string): number => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (number >= lowest && number <= highest) return number;
    throw new InvalidArgumentError(`Use a whole number from ${lowest} to ${highest}.`);
  };
}

export function url(text: string): string {
  if (URL.canParse(text) && /^https?:/.test(text)) return text;
  throw new InvalidArgumentError('Use a URL that begins with http:// or https://.');
}

/** The AWS SDK puts the region into the names of hosts. */
export function awsRegion(text: string): string {
  if (/^[a-z\d-]+$/.test(text)) return text;
  throw new InvalidArgumentError('Use the code of an AWS region, such as eu-central-1.');
}

export function utcTime(text: string): string {
  if (normalizeTime(text)) return text;
  throw new InvalidArgumentError('Use an ISO 8601 time, such as 2026-01-01T10:00:00Z.');
}

/** Accepts a time, or how long ago it was. Returns UTC with milliseconds. */
export function timeOrAge(text: string): string {
  const age = durationMs(text);
  if (age !== undefined) return new Date(Date.now() - age).toISOString();
  const time = normalizeTime(text);
  if (time !== undefined) return `${time.slice(0, 'yyyy-mm-ddThh:mm:ss.sss'.length)}Z`;
  throw new InvalidArgumentError(
    'Use an ISO 8601 time, such as 2026-01-01T10:00:00Z, or an age, such as 30h.',
  );
}

/** Returns milliseconds. */
export function duration(text: string): number {
  const ms = durationMs(text);
  if (ms !== undefined) return ms;
  throw new InvalidArgumentError('Use a duration, such as 90s, 30m, 12h or 7d.');
}

export function notEmpty(text: string): string {
  if (text !== '') return text;
  throw new InvalidArgumentError('It must not be empty.');
}

/** Collects the values of an option that may be repeated. */
export const collected = (text: string, earlier: readonly string[] = []): readonly string[] => [
  ...earlier,
  text,
];
