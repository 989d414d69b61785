import { type Html, html } from '../html/html.ts';

const STEP = 14;
const RADIUS = 5;
const MOST = 12;

/**
 * A dot for each of some things, up to a dozen, and a cross where there are more. Those that need somebody are filled.
 * The words beside it say the same, so it is hidden from readers.
 */
export function dotRow(total: number, filled: number): Html {
  const shown = Math.min(total, MOST);
  const width = STEP * (MOST + 1);
  const dots = Array.from({ length: shown }, (_, index) => dot(index, index < filled));
  return html`<svg class="dots" width="${width}" height="${STEP}" viewBox="0 0 ${width} ${STEP}" aria-hidden="true" focusable="false">${total === 0 && emptyLine}${dots}${total > MOST && more}</svg>`;
}

const middle = STEP / 2;

const dot = (index: number, isFilled: boolean): Html =>
  html`<circle class="${isFilled ? 'dot-filled' : 'dot-hollow'}" cx="${middle + index * STEP}" cy="${middle}" r="${RADIUS}"/>`;

const emptyLine = html`<line class="dot-none" x1="2" x2="${STEP * MOST}" y1="${middle}" y2="${middle}"/>`;

const more = html`<path class="dot-more" d="M${STEP * MOST + 2} ${middle}h10m-5-5v10"/>`;
