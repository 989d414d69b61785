/**
 * Texts as bytes, one after the other. Each begins with one byte that says what follows: the length of a UTF-8 text, or
 * one of the kinds below. Rows hold these numbers, so they never change.
 */
const NOTHING = 0xf0;
const LONG_TEXT = 0xf1;
const LONG_TEXT_LENGTH_BYTES = 2;

/** A form of text that takes fewer bytes than its characters. */
interface Kind {
  readonly head: number;
  readonly bytes: number;
  readonly form: RegExp;
  readonly pack: (text: string) => Buffer;
  readonly unpack: (bytes: Buffer) => string;
}

const hexOf = (bytes: Buffer): string => bytes.toString('hex');

const digest: Kind = {
  head: 0xf2,
  bytes: 32,
  form: /^[0-9a-f]{64}$/,
  pack: (text) => Buffer.from(text, 'hex'),
  unpack: hexOf,
};

const transactionHash: Kind = {
  ...digest,
  head: 0xf3,
  form: /^0x[0-9a-f]{64}$/,
  pack: (text) => Buffer.from(text.slice('0x'.length), 'hex'),
  unpack: (bytes) => `0x${hexOf(bytes)}`,
};

const uuid: Kind = {
  head: 0xf4,
  bytes: 16,
  form: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  pack: (text) => Buffer.from(text.replaceAll('-', ''), 'hex'),
  unpack: (bytes) => {
    const hex = hexOf(bytes);
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  },
};

const MS_BYTES = 6;
/** To the millisecond, as in our own times. From the year 6429 on they are stored as text. */
const time: Kind = {
  head: 0xf5,
  bytes: MS_BYTES,
  form: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  pack: (text) => {
    const bytes = Buffer.alloc(MS_BYTES);
    bytes.writeIntBE(Date.parse(text), 0, MS_BYTES);
    return bytes;
  },
  unpack: (bytes) => new Date(bytes.readIntBE(0, MS_BYTES)).toISOString(),
};

const MS_TEXT_LENGTH = 'yyyy-mm-ddThh:mm:ss.sss'.length;
const SUB_MS_DIGITS = 6;
/** With nine fractional digits, the form to which providers' times are normalized. */
const updateTime: Kind = {
  head: 0xf6,
  bytes: MS_BYTES + 3,
  form: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/,
  pack: (text) => {
    const bytes = Buffer.alloc(updateTime.bytes);
    time.pack(`${text.slice(0, MS_TEXT_LENGTH)}Z`).copy(bytes);
    bytes.writeUIntBE(Number(text.slice(MS_TEXT_LENGTH, -1)), MS_BYTES, 3);
    return bytes;
  },
  unpack: (bytes) => {
    const subMs = String(bytes.readUIntBE(MS_BYTES, 3)).padStart(SUB_MS_DIGITS, '0');
    return time.unpack(bytes.subarray(0, MS_BYTES)).replace('Z', `${subMs}Z`);
  },
};

const kinds: readonly Kind[] = [digest, transactionHash, uuid, time, updateTime];

/** @param places texts of up to 65,535 bytes, each in its place; undefined for an empty place */
export const packPlaces = (places: readonly (string | undefined)[]): Uint8Array =>
  Buffer.concat(places.flatMap(packedPlace));

function packedPlace(text: string | undefined): Buffer[] {
  if (text === undefined) return [Buffer.of(NOTHING)];
  const kind = kinds.find((each) => isOf(each, text));
  if (kind) return [Buffer.of(kind.head), kind.pack(text)];
  const bytes = Buffer.from(text);
  if (bytes.length < NOTHING) return [Buffer.of(bytes.length), bytes];
  const head = Buffer.alloc(1 + LONG_TEXT_LENGTH_BYTES, LONG_TEXT);
  head.writeUIntBE(bytes.length, 1, LONG_TEXT_LENGTH_BYTES);
  return [head, bytes];
}

/** A text that only looks like one of the kind, such as the 32nd of a month, is packed as text. */
function isOf({ form, pack, unpack }: Kind, text: string): boolean {
  if (!form.test(text)) return false;
  try {
    return unpack(pack(text)) === text;
  } catch {
    return false;
  }
}

/**
 * Returns the texts of the first places, and the bytes of the places behind them.
 *
 * @param limit how many places to read
 * @throws RangeError when the bytes are not the result of `packPlaces`
 */
export function unpackPlaces(
  packed: Uint8Array,
  limit = Number.POSITIVE_INFINITY,
): { readonly places: readonly (string | undefined)[]; readonly rest: Uint8Array } {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  const places: (string | undefined)[] = [];
  let at = 0;
  const take = (length: number): Buffer => {
    at += length;
    if (at > bytes.length) throw new RangeError('A history entry ends too early.');
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length && places.length < limit) {
    const head = take(1).readUInt8();
    const kind = kinds.find((each) => each.head === head);
    if (head === NOTHING) places.push(undefined);
    else if (kind) places.push(kind.unpack(take(kind.bytes)));
    else places.push(take(textLength(head, take)).toString());
  }
  return { places, rest: bytes.subarray(at) };
}

function textLength(head: number, take: (length: number) => Buffer): number {
  if (head < NOTHING) return head;
  if (head === LONG_TEXT) return take(LONG_TEXT_LENGTH_BYTES).readUIntBE(0, LONG_TEXT_LENGTH_BYTES);
  throw new RangeError(`A history entry has a place of an unknown kind, ${head}.`);
}
