import type { Provider } from '../../../lib/providers/provider.ts';
import type { Dice } from '../../kit/dice.ts';

/** Few enough that their events meet, many enough that no history is full. */
const CHECKOUTS_A_ROUND = 120;
const SECONDS_A_YEAR = 31_536_000;
const firstSecond = Date.UTC(2026, 0, 1) / 1_000;

/** A body as the provider would send it. */
export interface Sample {
  readonly checkoutId: string;
  readonly text: string;
}

/** What the provider would send. Now and then in a word that it has never used before. */
export function drawSample(dice: Dice, provider: Provider): Sample {
  const [prefix = '', lifecycle = {}] = dice.shuffled(Object.entries(provider.lifecycles))[0] ?? [];
  const checkoutId = `${prefix}${dice.below(CHECKOUTS_A_ROUND)}`;
  const [known = 'NEW'] = dice.shuffled(Object.keys(lifecycle));
  const status = dice.happens(5)
    ? dice.pick(['PARTLY', 'constructor', '__proto__', 'done', 'N\u0000', '😀'])
    : known;
  const at = new Date((firstSecond + dice.below(SECONDS_A_YEAR)) * 1_000).toISOString();
  return {
    checkoutId,
    text: JSON.stringify(provider.sample({ checkoutId, status, at, reference: `order-${dice.below(50)}` })),
  };
}
