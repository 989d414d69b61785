import { InvalidArgumentError } from 'commander';
import { normalizeTime } from '../../lib/checkout/update-time.ts';
import type { Provider } from '../../lib/providers/provider.ts';
import { findProvider, providers } from '../../lib/providers/registry.ts';
import { durationMs } from './duration.ts';

/** What commander calls with an option's text: a value, or a complaint that says what is wanted. */

export function knownProvider(name: string): Provider {
  const provider = findProvider(name);
  if (provider) return provider;
  throw new InvalidArgumentError(`One of ${providers.map((known) => known.name).join(', ')} is needed.`);
}

export function wholeNumber(lowest: number, highest: number) {
  return (text: string): number => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (number >= lowest && number <= highest) return number;
    throw new InvalidArgumentError(`A whole number from ${lowest} to ${highest} is needed.`);
  };
}

export function url(text: string): string {
  if (URL.canParse(text) && /^https?:/.test(text)) return text;
  throw new InvalidArgumentError('A URL that begins with http:// or https:// is needed.');
}

export function utcTime(text: string): string {
  if (normalizeTime(text)) return text;
  throw new InvalidArgumentError('An ISO 8601 time is needed, such as 2026-01-01T10:00:00Z.');
}

/** Milliseconds. */
export function duration(text: string): number {
  const ms = durationMs(text);
  if (ms !== undefined) return ms;
  throw new InvalidArgumentError('A duration is needed, such as 90s, 30m, 12h or 7d.');
}

export function notEmpty(text: string): string {
  if (text !== '') return text;
  throw new InvalidArgumentError('It must not be empty.');
}

/** For an option that may be given several times. */
export const collected = (text: string, earlier: readonly string[] = []): readonly string[] => [
  ...earlier,
  text,
];
