import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import type { Provider } from '../../lib/providers/provider.ts';
import type { Headers } from '../../lib/webhook/headers.ts';

export interface Fixture {
  readonly name: string;
  /** Exactly the bytes that the provider sends. */
  readonly body: Uint8Array;
  /** The headers that matter to `parse`. Names are in lower case. */
  readonly headers: Headers;
  /** The result that `parse` must return. */
  readonly expected: unknown;
}

const folderOf = (provider: Provider): URL => new URL(`../fixtures/${provider.name}/`, import.meta.url);

/**
 * Reads a provider's fixtures: `<name>.json` as it is sent, and `expected.json` with the result for each. If the headers
 * matter, they are in `<name>.headers.json`.
 */
export function fixturesOf(provider: Provider): readonly Fixture[] {
  const folder = folderOf(provider);
  const expected = readRecord(new URL('expected.json', folder), z.unknown());
  const fixtures: Fixture[] = [];
  for (const file of readdirSync(folder)) {
    if (file === 'expected.json' || file.endsWith(HEADERS)) continue;
    const name = file.replace(/\.json$/, '');
    const headers = new URL(name + HEADERS, folder);
    fixtures.push({
      name,
      body: readFileSync(new URL(file, folder)),
      headers: existsSync(headers) ? readRecord(headers, z.string()) : {},
      expected: expected[name],
    });
  }
  return fixtures;
}

const HEADERS = '.headers.json';

const readRecord = <Value extends z.ZodMiniType>(file: URL, value: Value) =>
  z.record(z.string(), value).parse(JSON.parse(readFileSync(file, 'utf8')));

export const fixtureFolders = (): readonly string[] => readdirSync(new URL('../fixtures/', import.meta.url));
