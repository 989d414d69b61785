import { isDeepStrictEqual } from 'node:util';
import type { Provider } from '../../../lib/providers/provider.ts';
import { signedBy } from '../../kit/signed-by.ts';
import { secretsOf } from '../known-secrets.ts';
import type { Sample } from './sample.ts';

/** The names of the members of a webhook. */
export interface Members {
  /** Those that it can do without: whatever their values are, it is a webhook of the same checkout. */
  readonly details: readonly string[];
  readonly essentials: readonly string[];
}

/** By the names in the body and its status: the bodies of a provider have only a few forms. */
const known = new Map<string, Members>();

/**
 * Finds out which members of a sample are details: without them, and with a text instead, `parse` returns the same
 * checkout, status, event and time. It is the code under test that says so, but then any other value must do, too.
 */
export function membersOf(provider: Provider, { text, status }: Sample): Members {
  const names = [...new Set(namesIn(text))];
  const form = `${provider.name} ${status} ${names.join(' ')}`;
  const members = known.get(form) ?? sorted(provider, text, names);
  known.set(form, members);
  return members;
}

function sorted(provider: Provider, text: string, names: readonly string[]): Members {
  const details: string[] = [];
  const essentials: string[] = [];
  for (const name of names) (isDetail(provider, text, name) ? details : essentials).push(name);
  return { details, essentials };
}

const otherValues: readonly unknown[] = ['', 'x'.repeat(1_000), 1, true, null, [], {}];

/**
 * A member that says nothing here, neither a detail nor anything else, may say something in another webhook, such as
 * the status of a payment. It is a detail only if no value changes anything.
 */
function isDetail(provider: Provider, text: string, name: string): boolean {
  const said = readFrom(provider, text);
  const without = readFrom(provider, withValue(text, name, undefined));
  const saysSame = (value: unknown): boolean =>
    isDeepStrictEqual(readFrom(provider, withValue(text, name, value)).others, said.others);
  if (!saysSame(undefined) || !saysSame('probe')) return false;
  return !isDeepStrictEqual(without.details, said.details) || otherValues.every(saysSame);
}

function namesIn(text: string): readonly string[] {
  const names: string[] = [];
  JSON.parse(text, (key, value: unknown) => {
    if (/^[A-Za-z]\w*$/.test(key)) names.push(key);
    return value;
  });
  return names;
}

/** Returns the JSON with another value of every member of that name, or without them. */
const withValue = (text: string, name: string, other: unknown): string =>
  JSON.stringify(JSON.parse(text, (key, value: unknown) => (key === name ? other : value)));

/** What `parse` says of a body: its details, and the others. */
function readFrom(
  provider: Provider,
  text: string,
): { readonly others: unknown; readonly details?: unknown } {
  const body = Buffer.from(text);
  const parsed = provider.parse(body, signedBy(provider, body, secretsOf(provider.name)[0] ?? ''));
  if (parsed.kind !== 'checkout') return { others: parsed.kind };
  const { details, ...others } = parsed;
  return { others, details };
}
