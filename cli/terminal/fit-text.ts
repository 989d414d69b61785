import { stripVTControlCharacters } from 'node:util';
import { textWidth } from './text-width.ts';

const ELLIPSIS = '…';

/** Leaves out the middle of a text that is too wide, because ids differ at their ends. Color stays. */
export function shortenedTo(width: number, text: string): string {
  if (textWidth(text) <= width) return text;
  const bare = stripVTControlCharacters(text);
  const letters = Array.from(new Intl.Segmenter().segment(bare), ({ segment }) => segment);
  const head = leading(letters, Math.ceil((width - 1) / 2));
  const tail = leading(letters.toReversed(), Math.floor((width - 1) / 2)).toReversed();
  return text.replace(bare, () => [...head, ELLIPSIS, ...tail].join(''));
}

/** Returns the first letters that fit into a width. */
function leading(letters: readonly string[], width: number): readonly string[] {
  let used = 0;
  const end = letters.findIndex((letter) => {
    used += textWidth(letter);
    return used > width;
  });
  return end < 0 ? letters : letters.slice(0, end);
}

/**
 * Breaks a text into lines at its spaces. All lines but the first are indented. A word that is wider than a line is
 * shortened. Without a width, the text stays on one line.
 */
export function wrapped(text: string, width: number | undefined, indent = ''): string {
  if (width === undefined || textWidth(text) <= width) return text;
  const lines: string[] = [];
  let line = '';
  // A word keeps the spaces before it, which align columns, unless it begins a line.
  for (const spaced of text.match(/ *\S+/g) ?? []) {
    if (textWidth(line + spaced) <= width) {
      line += spaced;
      continue;
    }
    if (line.trim() !== '') lines.push(line);
    const begin = lines.length === 0 ? (/^ */.exec(spaced)?.[0] ?? '') : indent;
    line = begin + shortenedTo(width - textWidth(begin), spaced.trimStart());
  }
  return [...lines, line].join('\n');
}

/** Fills paragraphs anew. A line that is indented stays a line of its own, and is broken only if it is too wide. */
export function refilled(text: string, width: number): string {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const last = lines.at(-1);
    const continues = last !== undefined && /^\S/.test(last) && /^\S/.test(line);
    if (continues) lines[lines.length - 1] = `${last} ${line}`;
    else lines.push(line);
  }
  return lines.map((line) => wrapped(line, width, hanging(line))).join('\n');
}

/** A line that is broken goes on below its text, two columns further in than an example begins. */
function hanging(line: string): string {
  const [indent = ''] = /^ */.exec(line) ?? [];
  return indent === '' ? '' : `${indent}  `;
}
