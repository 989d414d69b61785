import { isDeepStrictEqual } from 'node:util';
import type { Provider } from '../../../lib/providers/provider.ts';
import { signedBy } from '../../kit/signed-by.ts';
import { secretsOf } from '../known-secrets.ts';

/** The names of the members of a webhook. */
export interface Members {
  /** Those that it can do without: whatever their values are, it is a webhook of the same checkout. */
  readonly details: readonly string[];
  readonly essentials: readonly string[];
}

/** By the names that are in the body: the bodies of a provider have only a few forms. */
const known = new Map<string, Members>();

/**
 * Finds out which members of a sample are details: without them, and with a text instead, `parse` returns the same
 * checkout, status, event and time. It is the code under test that says so, but then any other value must do, too.
 */
export function membersOf(provider: Provider, text: string): Members {
  const names = [...new Set(namesIn(text))];
  const form = `${provider.name} ${names.join(' ')}`;
  const members = known.get(form) ?? sorted(provider, text, names);
  known.set(form, members);
  return members;
}

function sorted(provider: Provider, text: string, names: readonly string[]): Members {
  const details: string[] = [];
  const essentials: string[] = [];
  for (const name of names) {
    const changed = [withValue(text, name, undefined), withValue(text, name, 'probe')];
    const isDetail = changed.every((other) =>
      isDeepStrictEqual(readFrom(provider, other), readFrom(provider, text)),
    );
    (isDetail ? details : essentials).push(name);
  }
  return { details, essentials };
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
const withValue = (text: string, name: string, other: string | undefined): string =>
  JSON.stringify(JSON.parse(text, (key, value: unknown) => (key === name ? other : value)));

/** What `parse` says of a body, without the details. */
function readFrom(provider: Provider, text: string): unknown {
  const body = Buffer.from(text);
  const parsed = provider.parse(body, signedBy(provider, body, secretsOf(provider.name)[0] ?? ''));
  if (parsed.kind !== 'checkout') return parsed.kind;
  const { details: _details, ...others } = parsed;
  return others;
}
