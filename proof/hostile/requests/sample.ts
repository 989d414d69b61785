import type { Provider } from '../../../lib/providers/provider.ts';
import type { Dice } from '../../kit/random/dice.ts';

/** Few enough that a checkout gets several events, and enough that no history is full. */
const CHECKOUTS_PER_ROUND = 120;
const SECONDS_PER_YEAR = 31_536_000;
const firstSecond = Date.UTC(2026, 0, 1) / 1_000;

/** A body as the provider would send it. */
export interface Sample {
  readonly checkoutId: string;
  /** The provider's word, which may be one that it has never used before. */
  readonly status: string;
  readonly text: string;
}

/**
 * Draws a body that the provider would send, now and then with a status that it has never used before. Where the status
 * is the type of the event, a new one may be anything, so there it is not drawn.
 */
export function drawSample(dice: Dice, provider: Provider): Sample {
  const [prefix = '', lifecycle = {}] = dice.shuffled(Object.entries(provider.lifecycles))[0] ?? [];
  const checkoutId = `${prefix}${dice.below(CHECKOUTS_PER_ROUND)}`;
  const [usual = 'NEW'] = dice.shuffled(Object.keys(lifecycle));
  const status =
    takesNewWords(provider) && dice.happens(5)
      ? dice.pick(['PARTLY', 'constructor', '__proto__', 'done', 'N\u0000', '😀'])
      : usual;
  const at = new Date((firstSecond + dice.below(SECONDS_PER_YEAR)) * 1_000).toISOString();
  return {
    checkoutId,
    status,
    text: JSON.stringify(provider.sample({ checkoutId, status, at, reference: `order-${dice.below(50)}` })),
  };
}

const known = new Map<Provider, boolean>();

/** Returns whether the provider's code takes a word that it does not know for a status. */
function takesNewWords(provider: Provider): boolean {
  const takes = known.get(provider) ?? readsNewWord(provider);
  known.set(provider, takes);
  return takes;
}

function readsNewWord({ lifecycles, sample, parse }: Provider): boolean {
  const [prefix = ''] = Object.keys(lifecycles);
  const at = new Date(firstSecond * 1_000).toISOString();
  const body = sample({ checkoutId: `${prefix}1`, status: 'PARTLY', at });
  return parse(Buffer.from(JSON.stringify(body)), {}).kind === 'checkout';
}
