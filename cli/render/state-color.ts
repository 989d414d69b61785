import type { CheckoutState } from '../../lib/checkout/state.ts';
import type { Paint } from '../terminal/screen.ts';

const colors = {
  pending: 'cyan',
  processing: 'cyan',
  succeeded: 'green',
  failed: 'red',
  expired: 'red',
  review: 'magenta',
  refunded: 'yellow',
  unknown: 'yellow',
} as const satisfies Record<CheckoutState, Parameters<Paint>[0]>;

export const stateText = (state: CheckoutState, paint: Paint): string => paint(colors[state], state);
