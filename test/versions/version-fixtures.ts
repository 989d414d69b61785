import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { Row } from '../../lib/aws/dynamodb/checkout-item.ts';

/** Everything that one version of the service writes, and that the versions beside it must be able to read. */
export const VersionFixtures = z.object({
  /** Rows as DynamoDB's JSON, bytes in base64, by the name of their case. */
  rows: z.record(z.string(), z.record(z.string(), z.unknown())),
  /** Messages in the queue. */
  messages: z.record(z.string(), z.string()),
  /** History entries: the bytes in hexadecimal, and what they say. */
  entries: z.record(z.string(), z.object({ bytes: z.string(), entry: z.record(z.string(), z.unknown()) })),
  /** The rows as the typed reader and `checkouts get --json` show them. */
  published: z.record(z.string(), z.record(z.string(), z.unknown())),
});
export type VersionFixtures = z.infer<typeof VersionFixtures>;

const FORMS = 'forms.json.gz';
const BUNDLE = 'consume.mjs.gz';

const folderOf = (version: string): string => join(import.meta.dirname, version);

/** The names of the versions that have fixtures, the newest last. */
export const fixtureVersions = (): readonly string[] =>
  readdirSync(import.meta.dirname)
    .filter((name) => /^v\d+$/.test(name))
    .toSorted((left, right) => Number(left.slice(1)) - Number(right.slice(1)));

export const readFixtures = (version: string): VersionFixtures =>
  VersionFixtures.parse(JSON.parse(readGzip(version, FORMS).toString()));

/** The consume function of a version, as it was deployed: one minified module. */
export const readBundle = (version: string): Buffer => readGzip(version, BUNDLE);

const readGzip = (version: string, file: string): Buffer =>
  gunzipSync(readFileSync(join(folderOf(version), file)));

/** The digest of everything in the folder of a version. */
export function digestOfFixtures(version: string): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(folderOf(version)).toSorted())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(folderOf(version), file)));
  return hash.digest('hex');
}

/** @throws Error when the version has fixtures: those of a released version never change */
export function writeFixtures(version: string, fixtures: VersionFixtures, bundle: Uint8Array): void {
  const folder = folderOf(version);
  if (existsSync(folder)) throw new Error(`${version} has fixtures. Write those of the next version.`);
  mkdirSync(folder);
  writeFileSync(join(folder, FORMS), gzipSync(`${JSON.stringify(fixtures, undefined, 1)}\n`, { level: 9 }));
  writeFileSync(join(folder, BUNDLE), gzipSync(bundle, { level: 9 }));
}

/** Returns a row as plain JSON, in an order that depends on nothing: bytes as base64, names and sets sorted. */
export const plainRow = (row: Row): Record<string, unknown> =>
  Object.fromEntries(
    Object.keys(row)
      .toSorted()
      .map((name) => [name, plainValue(row[name])]),
  );

function plainValue(value: AttributeValue | undefined): unknown {
  if (value?.B !== undefined) return { B: Buffer.from(value.B).toString('base64') };
  if (value?.SS !== undefined) return { SS: value.SS.toSorted() };
  if (value?.L !== undefined) return { L: value.L.map(plainValue) };
  if (value?.M !== undefined) return { M: plainRow(value.M) };
  return value;
}

const Plain = z.union([
  z.object({ S: z.string() }),
  z.object({ N: z.string() }),
  z.object({ SS: z.array(z.string()) }),
  z.object({ B: z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64'))) }),
]);

/** The opposite of `plainRow`. */
export const rowFrom = (plain: Readonly<Record<string, unknown>>): Row =>
  Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, valueFrom(value)]));

const PlainList = z.object({ L: z.array(z.unknown()) });
const PlainMap = z.object({ M: z.record(z.string(), z.unknown()) });

function valueFrom(value: unknown): AttributeValue {
  const list = PlainList.safeParse(value).data;
  if (list) return { L: list.L.map(valueFrom) };
  const map = PlainMap.safeParse(value).data;
  if (map) return { M: rowFrom(map.M) };
  return Plain.parse(value);
}
