import { type Chooser, pick } from '../choosing/chooser.ts';

/** A character in a member of every body that nobody reads. Some bodies have a byte there that is not UTF-8. */
export const BAD_BYTE_MARK = '~';

/** Writes a value as the bytes of a body. */
export type Style = (value: unknown) => Uint8Array;

const compact: Style = (value) => Buffer.from(JSON.stringify(value));
const spacious: Style = (value) => Buffer.from(JSON.stringify(value, null, 2));
const withByteOrderMark: Style = (value) => Buffer.from(`\u{feff}${JSON.stringify(value)}`);

/** Also ends in a space, which every JSON parser skips. */
const withBadByte: Style = (value) => {
  const bytes = Buffer.from(`${JSON.stringify(value)} `);
  const at = bytes.indexOf(BAD_BYTE_MARK);
  if (at >= 0) bytes[at] = 0xff;
  return bytes;
};

/** Draws one of the forms in which a provider may send a body and a careless receiver refuses it. */
export const drawStyle = (chooser: Chooser): Style =>
  pick(chooser, [compact, spacious, withByteOrderMark, withBadByte]);

/** Draws the bytes of a body. */
export function drawBytes(chooser: Chooser, value: unknown): Uint8Array {
  const bytesOf = drawStyle(chooser);
  return bytesOf(value);
}
