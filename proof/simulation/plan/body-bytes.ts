import { type Chooser, pick } from '../choosing/chooser.ts';

type Style = (value: unknown) => Uint8Array;

const compact: Style = (value) => Buffer.from(JSON.stringify(value));
const spacious: Style = (value) => Buffer.from(JSON.stringify(value, null, 2));
const withByteOrderMark: Style = (value) => Buffer.from(`\u{feff}${JSON.stringify(value)}`);
/** Ends in a space, which any JSON parser skips, with a byte in the canary's place that is no UTF-8. */
const withBadByte: Style = (value) => {
  const bytes = Buffer.from(`${JSON.stringify(value)} `);
  const at = bytes.indexOf(BAD_BYTE_PLACE);
  if (at >= 0) bytes[at] = 0xff;
  return bytes;
};

/** Stands in a text of each body that nobody reads. */
export const BAD_BYTE_PLACE = '~';

/** The bytes of a body, in one of the forms that a provider may send and a careless receiver refuses. */
export const drawBytes = (chooser: Chooser, value: unknown): Uint8Array =>
  pick(chooser, [compact, spacious, withByteOrderMark, withBadByte])(value);
