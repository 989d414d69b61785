import * as z from 'zod/mini';
import { normalizeTime } from '../../checkout/update-time.ts';
import { numberText } from './json-body.ts';

/** Schema of a time in ISO 8601, normalized. A text that is not a time does not match. */
export const isoTime = z.pipe(z.pipe(z.string(), z.transform(normalizeTime)), z.string());

const UNIX_SECONDS = /^\d{1,11}$/;
const MS_PER_SECOND = 1_000;

/** Schema of a time in whole Unix seconds, as a number or as text, normalized. */
export const unixTime = z.pipe(z.pipe(numberText, z.transform(fromUnixSeconds)), z.string());

function fromUnixSeconds(text: string): string | undefined {
  if (!UNIX_SECONDS.test(text)) return undefined;
  return normalizeTime(new Date(Number(text) * MS_PER_SECOND).toISOString());
}
