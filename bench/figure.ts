import type { Sample } from './kit/statistics.ts';

/** One line of the table: a measured value, and the value of the floor or the peer that it is compared with. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The value of the floor or the peer. */
  readonly baseline: number | null;
  /** `value / baseline`. */
  readonly ratio: number | null;
  /** Such as `ratio <= 1.3`. Null for a figure that only informs. */
  readonly goal: string | null;
  readonly met: boolean | null;
  /** The quartiles of the value and of the baseline over the rounds, such as `13–15 against 9–11`. */
  readonly spread: string;
}

type Judged = 'ratio' | 'value';
export type Goal =
  | { readonly of: Judged; readonly atMost: number }
  | { readonly of: Judged; readonly atLeast: number };

export const atMost = (limit: number, of: Judged = 'value'): Goal => ({ of, atMost: limit });
export const atLeast = (limit: number, of: Judged = 'value'): Goal => ({ of, atLeast: limit });

interface Comparison {
  /** The same measurement of the floor or the peer. */
  readonly baseline?: number | Sample;
  readonly goal?: Goal | undefined;
}

/** Returns a figure, judged if it has a goal. The ratio is one of medians. */
export function figure(
  name: string,
  unit: string,
  value: number | Sample,
  { baseline, goal }: Comparison = {},
): Figure {
  const own = middle(value);
  const other = baseline === undefined ? null : middle(baseline);
  const ratio = other === null ? null : own / other;
  const spread = [value, baseline].flatMap(quartiles).join(' against ');
  return judged({ name, value: own, unit, baseline: other, ratio, goal: null, met: null, spread }, goal);
}

/** Returns the figure judged by another goal, or by none. */
export function judged(figure: Figure, goal: Goal | undefined): Figure {
  if (!goal) return { ...figure, goal: null, met: null };
  const judgedNumber = goal.of === 'ratio' ? figure.ratio : figure.value;
  const met = judgedNumber !== null && isMet(goal, judgedNumber);
  return { ...figure, goal: goalText(goal), met };
}

const middle = (value: number | Sample): number => (typeof value === 'number' ? value : value.median);

const isMet = (goal: Goal, value: number): boolean =>
  'atMost' in goal ? value <= goal.atMost : value >= goal.atLeast;

const goalText = (goal: Goal): string =>
  'atMost' in goal ? `${goal.of} <= ${goal.atMost}` : `${goal.of} >= ${goal.atLeast}`;

const quartiles = (value: number | Sample | undefined): readonly string[] =>
  typeof value === 'object' ? [`${short(value.lowerQuartile)}–${short(value.upperQuartile)}`] : [];

/** Three significant digits, without an exponent. */
export const short = (value: number): string =>
  Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
