import { type Zippable, zipSync } from 'fflate';

/** A file in a zip file. */
export interface ZipEntry {
  /** Its path, with `/` between folders. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** A regular file that everyone may read, in the upper half as Unix has it. */
const MODE = 0o100644 * 2 ** 16;
const UNIX = 3;

/** The same for every file, so that the same files make the same bytes. The earliest date that the format has. */
const options = { level: 9, mtime: new Date(1980, 0, 1), os: UNIX, attrs: MODE } as const;

/** Returns a zip file. Equal files, in any order, make equal bytes. */
export function zipFile(entries: readonly ZipEntry[]): Buffer {
  const files: Zippable = {};
  for (const { name, content } of entries.toSorted((left, right) => (left.name < right.name ? -1 : 1)))
    files[name] = [content, options];
  return Buffer.from(zipSync(files));
}
