import type { CheckoutView } from '../../../lib/checkout/view.ts';
import type { Provider } from '../../../lib/providers/provider.ts';
import { wrapped } from '../../terminal/fit-text.ts';
import { printable } from '../../terminal/printable.ts';
import type { Fit, Paint } from '../../terminal/screen.ts';
import { stateText } from '../state-color.ts';

const INDENT = '  ';
const OUTCOME_WIDTH = 'duplicate'.length;

/** One line per scenario, with a sentence on each. */
export function scenarioList(
  items: readonly { readonly scenario: string; readonly description: string }[],
  fit: Fit | undefined,
): string {
  const width = Math.max(...items.map(({ scenario }) => scenario.length));
  const lines = items.map(({ scenario, description }) =>
    wrapped(`${scenario.padEnd(width)}  ${description}`, fit?.width, ' '.repeat(width + 2)),
  );
  return lines.join('\n');
}

/** The line above the deliveries of a checkout. */
export const lifeTitle = (
  { title }: Provider,
  checkoutId: string,
  description: string,
  fit: Fit | undefined,
): string => wrapped(`${title}, ${checkoutId}: ${description}`, fit?.width, INDENT);

/** A delivery and its outcome, in one line. */
export function deliveryLine(status: string, outcome: string, paint: Paint, fit: Fit | undefined): string {
  const painted = paint(outcome === 'advanced' ? 'green' : 'yellow', outcome.padEnd(OUTCOME_WIDTH));
  return wrapped(`${INDENT}${painted}  ${status}`, fit?.width, INDENT);
}

/** Says how the checkout is at the end. */
export function lifeEnd(
  { checkoutId, state, status, attention }: CheckoutView,
  paint: Paint,
  fit: Fit | undefined,
): string {
  const kinds = attention.map(({ kind }) => kind).join(', ');
  const needs = kinds === '' ? '' : `, and needs attention: ${paint('red', kinds)}`;
  const end = `→ ${printable(checkoutId)} is ${stateText(state, paint)} (${printable(status)})${needs}`;
  return wrapped(end, fit?.width, INDENT);
}
