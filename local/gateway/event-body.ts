import { isUtf8 } from 'node:buffer';

/** How a body stands in an event. No body, no member. */
export interface EventBody {
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

/** Types that Lambda gets as text; anything else, and a body without a type, comes in base64. */
const TEXT = /^(text\/.*|application\/(json|xml|javascript))$/;

/**
 * Bytes that are not UTF-8 come in base64 whatever their type: what AWS does with them under a text type is not
 * documented, and as text they would not arrive at all. A handler has to cope with both forms of any body.
 */
export function eventBody(
  bytes: Buffer,
  contentType: string,
  contentEncoding: string | undefined,
): EventBody {
  if (bytes.length === 0) return { isBase64Encoded: false };
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const isText = TEXT.test(type) && contentEncoding === undefined && isUtf8(bytes);
  return { body: bytes.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
}
