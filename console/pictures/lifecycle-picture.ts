import type { Lifecycle, LifecycleEntry } from '../../lib/checkout/lifecycle.ts';
import { CheckoutState } from '../../lib/checkout/state.ts';
import { type Html, html } from '../html/html.ts';

interface Place {
  readonly status: string;
  readonly entry: LifecycleEntry;
  readonly x: number;
  readonly y: number;
}

const LEFT = 110;
const LANE = 52;
const LETTER = 7.5;
const GAP = 36;

/** A picture of a provider's statuses: the order of their ranks, the state of each, and how many checkouts have it. */
export function lifecyclePicture(lifecycle: Lifecycle, counts: ReadonlyMap<string, number>): Html {
  const entries = Object.entries(lifecycle).toSorted(([, left], [, right]) => left.rank - right.rank);
  const lanes = CheckoutState.options.filter((state) => entries.some(([, entry]) => entry.state === state));
  const places: Place[] = [];
  let right = LEFT;
  for (const [status, entry] of entries) {
    const width = status.length * LETTER + GAP;
    places.push({ status, entry, x: right + width / 2, y: laneY(lanes.indexOf(entry.state)) });
    right += width;
  }
  const height = lanes.length * LANE + 10;
  return html`<svg class="timeline" width="${right}" height="${height}" viewBox="0 0 ${right} ${height}" role="img" aria-label="${inWords(places, counts)}">
${lanes.map((state, index) => html`<line class="lane" x1="${LEFT - 10}" x2="${right}" y1="${laneY(index)}" y2="${laneY(index)}"/><text class="lane-name state-${state}" x="4" y="${laneY(index) + 4}">${state}</text>`)}
${places.flatMap((from) => followers(from, places).map((to) => arrow(from, to)))}
${places.map((place) => mark(place, counts.get(place.status) ?? 0))}
</svg>`;
}

const laneY = (index: number): number => index * LANE + LANE / 2;

const followers = ({ entry }: Place, places: readonly Place[]): readonly Place[] =>
  places.filter(({ status }) => entry.mayBeFollowedBy?.includes(status));

function arrow(from: Place, to: Place): Html {
  const middle = (from.x + to.x) / 2;
  const top = Math.min(from.y, to.y) - LANE / 2;
  return html`<path class="may-follow" d="M${from.x} ${from.y}Q${middle} ${top} ${to.x} ${to.y}"/>`;
}

const mark = ({ status, entry, x, y }: Place, count: number): Html =>
  html`<g class="event state-${entry.state}"><circle class="${count > 0 ? 'event-advanced' : 'event-late'}" cx="${x}" cy="${y}" r="7"/><text class="status" x="${x}" y="${y + 21}">${status}</text>${count > 0 && html`<text class="status count" x="${x}" y="${y - 11}">${count}</text>`}</g>`;

function inWords(places: readonly Place[], counts: ReadonlyMap<string, number>): string {
  const words = places.map(({ status, entry }) => {
    const count = counts.get(status) ?? 0;
    const after = entry.mayBeFollowedBy ? `, may be followed by ${entry.mayBeFollowedBy.join(', ')}` : '';
    return `${status}: ${entry.state}, ${count} of the latest checkouts${after}.`;
  });
  return words.join(' ');
}
