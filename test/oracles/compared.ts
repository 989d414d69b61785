import { Dice } from '../../proof/kit/random/dice.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** A webhook as a check of a signature sees it. */
export interface Signed {
  readonly body: Buffer;
  /** The signature header. */
  readonly header: string;
  readonly secret: string;
  /** When it arrived, in milliseconds of the Unix time. */
  readonly now: number;
}

/** One way to alter a webhook, and how the two checks must judge the result. */
export interface Change {
  readonly verdict: Verdict;
  readonly of: (dice: Dice) => Signed;
}

type Check = (signed: Signed) => boolean | Promise<boolean>;

export const judge = async (signed: Signed, ours: Check, theirs: Check): Promise<Verdict> =>
  verdictOf(await ours(signed), await theirs(signed));

/** Draws from every change in turn. @returns the names of the changes that were not judged as they must be */
export async function misjudged(
  changes: Readonly<Record<string, Change>>,
  { count, seed }: { readonly count: number; readonly seed: number },
  ours: Check,
  theirs: Check,
): Promise<readonly string[]> {
  const wrong = new Set<string>();
  const all = Object.entries(changes);
  for (let number = 0; number < count; number += 1) {
    const [name, change] = all[number % all.length] ?? [];
    if (name === undefined || change === undefined) break;
    const verdict = await judge(change.of(new Dice(seed, number)), ours, theirs);
    if (verdict !== change.verdict) wrong.add(`${name}: ${verdict}`);
  }
  return [...wrong];
}

/** Returns a JSON body with letters, signs and characters of several bytes. */
export function drawBody(dice: Dice): string {
  const letters = ['a', 'Z', '7', ' ', '/', '"', '\\', '\n', 'é', '€', '𝄞', '\u2028', '<', '='];
  const text = Array.from({ length: dice.below(40) }, () => dice.pick(letters)).join('');
  return JSON.stringify({ id: `evt_${dice.below(1e9)}`, text, amount: dice.below(1e6) });
}

/** Returns another text of the same length, with one hexadecimal digit changed. */
export function withOtherDigit(digest: string, dice: Dice): string {
  const at = dice.below(digest.length);
  return digest.slice(0, at) + (digest[at] === '0' ? '1' : '0') + digest.slice(at + 1);
}

export const hexDigits = (dice: Dice, count: number): string =>
  dice
    .bytes(Math.ceil(count / 2))
    .toString('hex')
    .slice(0, count);
