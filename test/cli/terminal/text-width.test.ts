import stringWidth from 'string-width';
import { expect, it } from 'vitest';
import { textWidth } from '../../../cli/terminal/text-width.ts';

it.each([
  ['plain text', 'CCO-8c4df2e6 100.25 USD'],
  ['our own signs', '34fb637efe4d… → late · 2'],
  ['nothing', ''],
  ['color', '\u001b[31mfailed\u001b[39m'],
  ['accents, composed and combined', 'é e\u0301'],
  ['wide characters', '支払い方法'],
  ['a sign and its colored form', '❤ ❤\uFE0F'],
  ['an emoji of several code points', '👩‍👩‍👧 🇯🇵'],
])('counts as many columns as string-width does: %s', (_name, text) => {
  expect(textWidth(text)).toBe(stringWidth(text));
});
