const COLUMNS = 100;

/** A piece of code in backticks with the punctuation after it, or a word. */
const UNIT = /`[^`]*`\S*|\S+/g;

/** Returns a list item, wrapped at 100 columns. Code in backticks is not broken. */
export function wrappedItem(text: string): string {
  const lines: string[] = [];
  let line = '*';
  for (const [unit] of text.matchAll(UNIT)) {
    if (line.length + 1 + unit.length <= COLUMNS) line += ` ${unit}`;
    else {
      lines.push(line);
      line = `  ${unit}`;
    }
  }
  return [...lines, line].join('\n');
}
