/** A part of a page. Only `html` makes one, so every text in it has been escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Values that a template takes. Nothing is written for undefined, null and false. */
export type HtmlValue = Html | string | number | undefined | null | false | readonly HtmlValue[];

/**
 * Makes a part of a page from a template. Every value is escaped, unless it is a part of a page itself. Values of
 * attributes must stand in double quotes.
 *
 * @example
 * html`<a href="${path}">${checkoutId}</a>`
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let text = strings[0] ?? '';
  for (const [index, value] of values.entries()) text += escaped(value) + (strings[index + 1] ?? '');
  return new Html(text);
}

function escaped(value: HtmlValue): string {
  if (value === undefined || value === null || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escapedText(value);
  return value.map(escaped).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters except tab and line feed, and marks that change the direction of text. */
const UNSAFE = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** A mark for the direction of text could make an amount or an id look like another one, so it is shown as its code. */
const escapedText = (text: string): string =>
  text
    .replace(/[&<>"']/g, (character) => entities[character] ?? '')
    .replace(UNSAFE, (character) =>
      character === '\n' || character === '\t'
        ? character
        : `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`,
    );
