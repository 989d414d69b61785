import type { Figure } from './figure.ts';

/**
 * What CI holds us to: bytes, requests and units to the unit (they are the same on every machine), and ratios with
 * room for a busy machine. A figure that is not here is measured by the long form only.
 */
const slack = { exact: 1, ratio: 1.5 } as const;

/** The figures that the short form judges, each against its goal, ratios with the room that noise needs. */
export const checkedFigures = (figures: readonly Figure[]): readonly Figure[] =>
  figures.filter(({ goal }) => goal !== null).map(withRoom);

function withRoom(figure: Figure): Figure {
  const match = /^(ratio|value) (<=|>=) ([\d.]+)$/.exec(figure.goal ?? '');
  const [, of, direction, limitText] = match ?? [];
  if (of !== 'ratio' || figure.ratio === null) return figure;
  const room = slack.ratio;
  const limit = direction === '<=' ? Number(limitText) * room : Number(limitText) / room;
  const met = direction === '<=' ? figure.ratio <= limit : figure.ratio >= limit;
  return { ...figure, goal: `ratio ${direction} ${limit.toFixed(2)}`, met };
}
