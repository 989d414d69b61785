import type { Dice } from '../../kit/random/dice.ts';
import { drawValue } from './hostile-values.ts';

/** Replaces the value of one member that has one of these names, at any depth of the JSON text. */
export function replaceMember(dice: Dice, text: string, names: readonly string[]): string {
  const starts: number[] = [];
  for (const name of names) {
    for (const { index, 0: found } of text.matchAll(new RegExp(`"${name}":`, 'g'))) {
      starts.push(index + found.length);
    }
  }
  const start = starts[dice.below(starts.length)];
  if (start === undefined) return text;
  return text.slice(0, start) + drawValue(dice) + text.slice(endOfValue(text, start));
}

/** Returns where the JSON value ends that begins at `start`: before the first `,`, `}` or `]` that leaves valid JSON. */
function endOfValue(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && !(/[,}\]]/.test(text[end] ?? '') && isJson(text.slice(start, end)))) end += 1;
  return end;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
