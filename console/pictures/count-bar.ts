import { type Html, html } from '../html/html.ts';

const WIDTH = 104;
const HEIGHT = 12;
const LEAST = 3;

/** A bar as long as a count is beside the greatest one. The words beside it say the same, so it is hidden from readers. */
export function countBar(count: number, greatest: number): Html {
  const width = count === 0 ? 0 : Math.max(LEAST, Math.round((WIDTH * count) / Math.max(1, greatest)));
  return html`<svg class="bar" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true" focusable="false"><rect class="bar-track" width="${WIDTH}" height="${HEIGHT}" rx="3"/><rect class="bar-filled" width="${width}" height="${HEIGHT}" rx="3"/></svg>`;
}
