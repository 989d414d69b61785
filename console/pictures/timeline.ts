import { CheckoutState } from '../../lib/checkout/state.ts';
import type { ClaimView, HistoryView } from '../../lib/checkout/view.ts';
import { compareText } from '../../lib/values/compare-text.ts';
import { type Html, html } from '../html/html.ts';

/** What a timeline shows of a checkout. */
export interface TimelineInput {
  /** In order of position. */
  readonly history: readonly HistoryView[];
  readonly claims: readonly ClaimView[];
  /** The ids of the events that contradict others, or that nobody knows. */
  readonly marked: ReadonlySet<string>;
}

const LEFT = 110;
const COLUMN = 104;
const LANE = 44;
const TOP = 30;
const SLOPE = 56;
const LONGEST_WORD = 13;

/**
 * A picture of a checkout's events. Above, they stand in order of position, each on the lane of its state; below, lines
 * lead to the place in which each arrived. Lines that cross are events that came late, which are hollow.
 */
export function timeline({ history, claims, marked }: TimelineInput): Html {
  const lanes = CheckoutState.options.filter((state) => history.some((event) => event.state === state));
  const arrivals = history.toSorted((left, right) => compareText(left.receivedAt, right.receivedAt));
  const bottom = TOP + lanes.length * LANE;
  const width = LEFT + Math.max(2, history.length + 1) * COLUMN;
  const laneOf = (event: HistoryView): number => TOP + lanes.indexOf(event.state) * LANE + LANE / 2;
  const height = bottom + SLOPE + 46;
  const path = history.map((event, index) => `${index === 0 ? 'M' : 'L'}${columnOf(index)} ${laneOf(event)}`);
  return html`<svg class="timeline" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${inWords({ history, claims, marked })}">
<text class="axis" x="4" y="14">by position →</text>
${lanes.map((state, index) => laneLine(state, TOP + index * LANE + LANE / 2, width))}
<path class="route" d="${path.join('')}"/>
${history.map((event, index) => eventMark(event, columnOf(index), laneOf(event), marked.has(event.eventId)))}
${history.map((event, index) => arrivalLine(event, columnOf(index), columnOf(arrivals.indexOf(event)), bottom))}
<text class="axis" x="4" y="${bottom + SLOPE + 4}">by arrival →</text>
${arrivals.map((_, index) => html`<text class="order" x="${columnOf(index)}" y="${bottom + SLOPE + 18}">${index + 1}</text>`)}
${claims.map((claim, index) => claimMark(claim, claimColumn(claim, arrivals), bottom + SLOPE, index))}
</svg>`;
}

const columnOf = (index: number): number => LEFT + index * COLUMN + COLUMN / 2;

const laneLine = (state: CheckoutState, y: number, width: number): Html =>
  html`<line class="lane" x1="${LEFT - 10}" x2="${width}" y1="${y}" y2="${y}"/><text class="lane-name state-${state}" x="4" y="${y + 4}">${state}</text>`;

function eventMark(event: HistoryView, x: number, y: number, isMarked: boolean): Html {
  const isLate = event.outcome === 'late';
  return html`<g class="event state-${event.state}"><title>${sentence(event, isMarked)}</title>
${isMarked && html`<circle class="contradiction" cx="${x}" cy="${y}" r="12"/><text class="contradiction-sign" x="${x + 14}" y="${y - 8}">!</text>`}
<circle class="${isLate ? 'event-late' : 'event-advanced'}" cx="${x}" cy="${y}" r="7"/>
<text class="status" x="${x}" y="${y + 21}">${shortened(event.status)}</text></g>`;
}

const arrivalLine = (event: HistoryView, from: number, to: number, top: number): Html =>
  html`<line class="${event.outcome === 'late' ? 'arrival arrival-late' : 'arrival'}" x1="${from}" y1="${top + 6}" x2="${to}" y2="${top + SLOPE}"/>`;

/** A claim stands behind the events that had arrived by then. */
function claimColumn({ at }: ClaimView, arrivals: readonly HistoryView[]): number {
  const before = arrivals.filter(({ receivedAt }) => receivedAt <= at).length;
  return columnOf(before) - COLUMN / 2;
}

const claimMark = ({ purpose }: ClaimView, x: number, y: number, index: number): Html =>
  html`<g class="claim"><path d="M${x} ${y - 7}l7 7l-7 7l-7 -7z"/><text x="${x}" y="${y + 34 + (index % 2) * 2}">claimed: ${shortened(purpose)}</text></g>`;

const shortened = (word: string): string =>
  word.length > LONGEST_WORD ? `${word.slice(0, LONGEST_WORD - 1)}…` : word;

function inWords({ history, claims, marked }: TimelineInput): string {
  const events = history.map((event) => sentence(event, marked.has(event.eventId)));
  const claimed = claims.map(({ purpose }) => `It was claimed for ${purpose}.`);
  return ['Events in order of position.', ...events, ...claimed].join(' ');
}

const sentence = ({ status, state, outcome }: HistoryView, isMarked: boolean): string =>
  `${status}: ${state}${outcome === 'late' ? ', came late' : ''}${isMarked ? ', needs a person' : ''}.`;
