import * as z from 'zod/mini';

const utf8 = new TextDecoder();

/** A number as the body writes it, so that no digit is lost to a binary float. */
export class NumberText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What the reviver is told of a primitive: the text that stands for it (ECMAScript 2026). */
interface SourceText {
  readonly source?: string;
}

/**
 * Parses a body as JSON, keeping each number as the text that stands in the body.
 *
 * A byte-order mark is skipped (RFC 8259, section 8.1), and a byte that is not UTF-8 becomes U+FFFD: one bad
 * byte in a product's name is no reason to lose a payment's status. So does half a surrogate pair, which JSON can
 * write (`"\ud800"`) and DynamoDB refuses to store, together with everything else in the same write.
 *
 * @throws SyntaxError, or RangeError when nested too deeply to parse
 */
export function parseJsonBody(body: Uint8Array): unknown {
  return JSON.parse(utf8.decode(body), (_key, value: unknown, context?: SourceText) => {
    if (typeof value === 'number') return new NumberText(context?.source ?? String(value));
    return typeof value === 'string' ? value.toWellFormed() : value;
  });
}

/** Schema of a number, written as a JSON number or as a JSON string: its text, digit for digit. */
export const numberText = z.union([
  z.pipe(
    z.instanceof(NumberText),
    z.transform((number: NumberText) => number.text),
  ),
  z.string(),
]);
