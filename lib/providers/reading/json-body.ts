import * as z from 'zod/mini';

const utf8 = new TextDecoder();

/** The text of a number in the body, so that no digit is lost to a binary float. */
export class NumberText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** The third argument of a reviver. It has the source text of a primitive value (ECMAScript 2026). */
interface SourceText {
  readonly source?: string;
}

/**
 * Parses a body as JSON. Each number is kept as its text in the body.
 *
 * A byte-order mark is skipped (RFC 8259, section 8.1). A byte that is not UTF-8 becomes U+FFFD, because one bad byte
 * in a product's name must not cost us the status of a payment. Half a surrogate pair, which JSON can contain
 * (`"\ud800"`), becomes U+FFFD too, because DynamoDB refuses a write that contains it.
 *
 * @throws SyntaxError, or RangeError when the body is nested too deeply
 */
export function parseJsonBody(body: Uint8Array): unknown {
  return JSON.parse(utf8.decode(body), (_key, value: unknown, { source }: SourceText = {}) => {
    if (typeof value === 'number') return new NumberText(source ?? String(value));
    return typeof value === 'string' ? value.toWellFormed() : value;
  });
}

/** Schema of a JSON number, or of a number in a JSON string. The result is its text, digit by digit. */
export const numberText = z.union([
  z.pipe(
    z.instanceof(NumberText),
    z.transform((number: NumberText) => number.text),
  ),
  z.string(),
]);
