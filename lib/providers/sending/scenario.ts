import type { CheckoutState } from '../../checkout/state.ts';
import type { Provider } from '../provider.ts';
import { type PaidPath, paidPath, paidPaths } from './paid-path.ts';

/** The lives of a checkout that can be played, each with a sentence on what happens in it. */
export const scenarios = {
  paid: 'A checkout is begun and paid.',
  'paid-then-failed': 'The provider reports a failure after the payment. The checkout needs attention.',
  refunded: 'A checkout is paid and then refunded in full.',
  'unknown-word':
    'After the payment comes a status that nobody knows. The checkout stays paid and needs attention.',
  late: 'A webhook from before the payment arrives after it, and changes nothing.',
  twice: 'A checkout is paid, and every webhook is delivered twice.',
} as const;

export type Scenario = keyof typeof scenarios;

/** A webhook of a life. */
interface LifeStep {
  /** The provider's word. */
  readonly status: string;
  /** When it happens by the provider's clock, in seconds since the life began. */
  readonly second: number;
  /** How often the webhook is delivered. */
  readonly deliveries: number;
}

export interface Life {
  /** The beginning of the checkout's id. */
  readonly prefix: string;
  /** In the order of their arrival. */
  readonly steps: readonly LifeStep[];
}

/** No provider has it. */
const UNKNOWN_WORD = 'SOMETHING_NEW';

/** Returns a scenario in the statuses of a provider; undefined if the provider has no status for a part of it. */
export function lifeOf(scenario: Scenario, provider: Provider): Life | undefined {
  switch (scenario) {
    case 'paid':
      return lifeAlong(paidPath(provider));
    case 'paid-then-failed':
      return paidThen('failed', provider) ?? paidThen('expired', provider);
    case 'refunded':
      return paidThen('refunded', provider);
    case 'unknown-word':
      return lifeAlong(paidPath(provider), UNKNOWN_WORD);
    case 'late':
      return lastTwoSwapped(lifeAlong(paidPath(provider)));
    case 'twice':
      return deliveredTwice(lifeAlong(paidPath(provider)));
  }
}

function lifeAlong({ prefix, statuses }: PaidPath, ...endings: readonly string[]): Life {
  const steps = [...statuses, ...endings].map((status, second) => ({ status, second, deliveries: 1 }));
  return { prefix, steps };
}

/** A life that goes on after the payment with the first status of a state. A partial refund has the state of a full one. */
function paidThen(state: CheckoutState, provider: Provider): Life | undefined {
  for (const path of paidPaths(provider)) {
    for (const [status, step] of Object.entries(path.lifecycle)) {
      if (step.state === state && !status.includes('partial')) return lifeAlong(path, status);
    }
  }
  return undefined;
}

const lastTwoSwapped = ({ prefix, steps }: Life): Life => ({
  prefix,
  steps: [...steps.slice(0, -2), ...steps.slice(-2).toReversed()],
});

const deliveredTwice = ({ prefix, steps }: Life): Life => ({
  prefix,
  steps: steps.map((step) => ({ ...step, deliveries: 2 })),
});
