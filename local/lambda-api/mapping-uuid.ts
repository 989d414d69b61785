import { createHash } from 'node:crypto';

/** RFC 9562: version 8 is free to use, and the variant is in the two highest bits of its byte. */
const VERSION = 0x80;
const VARIANT = 0x80;

/** Returns the UUID of a mapping. It follows from its function and its source, so it is the same after a restart. */
export function mappingUuid(functionName: string, eventSourceArn: string): string {
  const bytes = createHash('sha256').update(`${functionName}\n${eventSourceArn}`).digest();
  bytes.writeUInt8(VERSION | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(VARIANT | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
