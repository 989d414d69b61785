import type { Sample } from './kit/statistics.ts';

/** One line of the table: a measured value beside what it is measured against. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same of the floor or the peer, null where there is none. */
  readonly baseline: number | null;
  /** `value / baseline` (or its inverse where more is better, see `goal`), null without a baseline. */
  readonly ratio: number | null;
  /** In words, such as `ratio <= 1.3`; null where a figure only informs. */
  readonly goal: string | null;
  readonly met: boolean | null;
  /** Quartiles of value and baseline over the rounds, or what the value is made of. */
  readonly note: string;
}

export type Goal =
  | { readonly of: 'ratio' | 'value'; readonly atMost: number }
  | { readonly of: 'ratio' | 'value'; readonly atLeast: number };

interface Measured {
  readonly name: string;
  readonly unit: string;
  readonly value: number | Sample;
  readonly baseline?: number | Sample;
  readonly goal?: Goal;
  readonly note?: string;
}

/** What was measured, judged where there is a goal. The ratio is one of medians. */
export function figure({ name, unit, value, baseline, goal, note }: Measured): Figure {
  const [own, other] = [middle(value), baseline === undefined ? null : middle(baseline)];
  const measured: Figure = {
    name,
    value: own,
    unit,
    baseline: other,
    ratio: other === null ? null : own / other,
    goal: null,
    met: null,
    note: [note, spread(value, baseline)].filter((part) => part).join('; '),
  };
  return goal ? judged(measured, goal) : measured;
}

/** The same figure, held against a goal. */
export function judged(figure: Figure, goal: Goal): Figure {
  const number = goal.of === 'ratio' ? figure.ratio : figure.value;
  return { ...figure, goal: goalText(goal), met: number !== null && isMet(goal, number) };
}

const middle = (value: number | Sample): number => (typeof value === 'number' ? value : value.median);

const isMet = (goal: Goal, number: number): boolean =>
  'atMost' in goal ? number <= goal.atMost : number >= goal.atLeast;

const goalText = (goal: Goal): string =>
  'atMost' in goal ? `${goal.of} <= ${goal.atMost}` : `${goal.of} >= ${goal.atLeast}`;

const quartiles = (value: number | Sample | undefined): string | undefined =>
  typeof value === 'object' ? `${short(value.lowerQuartile)}–${short(value.upperQuartile)}` : undefined;

function spread(value: number | Sample, baseline: number | Sample | undefined): string | undefined {
  const [own, other] = [quartiles(value), quartiles(baseline)];
  return own && (other ? `${own} against ${other}` : own);
}

/** Three significant digits, without an exponent. */
export const short = (value: number): string =>
  Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
