import { stripVTControlCharacters } from 'node:util';
import { eastAsianWidth } from 'get-east-asian-width';

const NARROW = /^[ -~…·→]*$/;
/** A sign in its colored form, or a flag, which is made of two letters. */
const EMOJI = /\uFE0F|^\p{RI}{2}/u;

/** Returns how many columns a text takes on the screen. Color takes none, and a wide character two. */
export function textWidth(text: string): number {
  const visible = stripVTControlCharacters(text);
  // Nearly every text. Looking for whole characters takes longer than the rest of a table.
  if (NARROW.test(visible)) return visible.length;
  let width = 0;
  for (const { segment } of new Intl.Segmenter().segment(visible)) width += characterWidth(segment);
  return width;
}

/** @param character what a reader sees as one, which may have several code points */
const characterWidth = (character: string): number =>
  EMOJI.test(character) ? 2 : eastAsianWidth(character.codePointAt(0) ?? 0);
