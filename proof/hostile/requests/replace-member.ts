import type { Dice } from '../../kit/dice.ts';
import { drawValue } from './hostile-values.ts';

/** Puts a hostile value in the place of that of one of these members, wherever in the JSON text they are. */
export function replaceMember(dice: Dice, text: string, names: readonly string[]): string {
  const places = names.flatMap((name) =>
    [...text.matchAll(new RegExp(`"${name}":`, 'g'))].map(({ index, 0: found }) => index + found.length),
  );
  const at = places[dice.below(places.length)];
  return at === undefined ? text : text.slice(0, at) + drawValue(dice) + text.slice(endOfValue(text, at));
}

/** Where the JSON value ends that begins there: with the shortest text that parses before a `,`, `}` or `]`. */
function endOfValue(text: string, from: number): number {
  let end = from + 1;
  while (end < text.length && !(/[,}\]]/.test(text[end] ?? '') && isJson(text.slice(from, end)))) end += 1;
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
