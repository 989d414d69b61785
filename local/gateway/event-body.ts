import { isUtf8 } from 'node:buffer';

/** The body in an event. An empty body is left out. */
export interface EventBody {
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

/** The types that Lambda receives as text. All others, and a body without a type, are encoded in base64. */
const TEXT = /^(text\/.*|application\/(json|xml|javascript))$/;

/**
 * Bytes that are not UTF-8 are encoded in base64 whatever their type. AWS does not document what it does with them
 * under a text type, and as text they would be lost. A handler must accept any body in both forms.
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
