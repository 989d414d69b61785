import { crc32, deflateRawSync } from 'node:zlib';

/** A file in a zip file. */
export interface ZipEntry {
  /** Its path, with `/` between folders. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** The sizes, signatures and flags are those of APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16. */
const VERSION = 20;
const MADE_ON_UNIX = (3 << 8) | VERSION;
const UTF8_NAMES = 1 << 11;
const DEFLATED = 8;
/** The earliest date that the format has, the same for every file: the same files make the same bytes. */
const DATE_1980 = (1 << 5) | 1;
/** A file that everyone may read, in the upper half. */
const MODE = 0o100644 * 2 ** 16;
const BEST_COMPRESSION = 9;

/** Returns a zip file. Equal files, in any order, make equal bytes. */
export function zipFile(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of entries.toSorted((left, right) => (left.name < right.name ? -1 : 1))) {
    const packed = deflateRawSync(content, { level: BEST_COMPRESSION });
    const nameBytes = Buffer.from(name);
    const described = description(content, packed.length, nameBytes.length);
    const header = Buffer.concat([u32(0x04034b50), u16(VERSION), described, u16(0), nameBytes]);
    files.push(header, packed);
    const place = Buffer.concat([u16(0), u16(0), u16(0), u16(0), u32(MODE), u32(offset)]);
    directory.push(u32(0x02014b50), u16(MADE_ON_UNIX), u16(VERSION), described, place, nameBytes);
    offset += header.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const count = u16(entries.length);
  const end = [u32(0x06054b50), u16(0), u16(0), count, count, u32(list.length), u32(offset), u16(0)];
  return Buffer.concat([...files, list, ...end]);
}

/** The fields that a file has both before its content and in the list at the end. */
const description = (content: Uint8Array, packedLength: number, nameLength: number): Buffer =>
  Buffer.concat([
    ...[u16(UTF8_NAMES), u16(DEFLATED), u16(0), u16(DATE_1980)],
    ...[u32(crc32(content)), u32(packedLength), u32(content.length), u16(nameLength)],
  ]);

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
