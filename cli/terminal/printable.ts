/** Control characters (C0, C1, DEL), line and paragraph separators, and marks that change the direction of text. */
const UNSAFE = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Makes a text from a webhook safe to show on a terminal. An escape sequence in a status or a reference could otherwise
 * move the cursor, change colors, or hide a line.
 */
export const printable = (text: string): string =>
  text.replace(UNSAFE, (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`);
