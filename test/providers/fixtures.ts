import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import type { Provider } from '../../lib/providers/provider.ts';

export interface Fixture {
  readonly name: string;
  /** Exactly the bytes that the provider sends. */
  readonly body: Uint8Array;
  /** The result that `parse` must return. */
  readonly expected: unknown;
}

const folderOf = (provider: Provider): URL => new URL(`../fixtures/${provider.name}/`, import.meta.url);

/** Reads a provider's fixtures: `<name>.json` as it is sent, and `expected.json` with the result for each. */
export function fixturesOf(provider: Provider): readonly Fixture[] {
  const folder = folderOf(provider);
  const expected = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')));
  const names = readdirSync(folder).filter((file) => file !== 'expected.json');
  return names.map((file) => {
    const name = file.replace(/\.json$/, '');
    return { name, body: readFileSync(new URL(file, folder)), expected: expected[name] };
  });
}

export const fixtureFolders = (): readonly string[] => readdirSync(new URL('../fixtures/', import.meta.url));
