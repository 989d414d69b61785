/** Controls (C0, C1, DEL), line and paragraph separators, and the marks that turn the direction of text. */
const UNSAFE = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A text that a sender wrote, safe to show on a terminal: an escape sequence in a status or a reference could
 * otherwise move the cursor, recolor the screen, or hide the line that matters.
 */
export const printable = (text: string): string =>
  text.replace(UNSAFE, (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`);
