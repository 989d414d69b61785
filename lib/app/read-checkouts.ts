import type { Checkout } from '../checkout/checkout.ts';
import type { CheckoutState } from '../checkout/state.ts';
import { type CheckoutView, viewOf } from '../checkout/view.ts';
import type { CheckoutReader, Page, PageRequest, StatePageRequest } from './ports.ts';

/** The ways in which a merchant reads checkouts. */
export interface ReadCheckouts {
  /**
   * Returns a checkout by the provider's id, or undefined when there is none. Strongly consistent.
   * @param provider needed only if two providers use the same id
   * @throws AmbiguousCheckout when two providers use it and none is named
   */
  get(checkoutId: string, provider?: string): Promise<CheckoutView | undefined>;
  /** Returns the checkouts with the merchant's own reference. A customer who tries twice has two. */
  findByReference(reference: string, page?: Partial<PageRequest>): Promise<Page<CheckoutView>>;
  /** Returns the checkouts in a state, or in any of several. By default the latest change comes first. */
  listByState(
    state: CheckoutState | readonly CheckoutState[],
    page?: Partial<StatePageRequest>,
  ): Promise<Page<CheckoutView>>;
}

/** Several providers have a checkout with this id, and the call did not name one. */
export class AmbiguousCheckout extends Error {
  override readonly name = 'AmbiguousCheckout';
}

const DEFAULT_PAGE_SIZE = 25;

export const readCheckouts = (reader: CheckoutReader): ReadCheckouts => ({
  async get(checkoutId, provider) {
    const rows = await reader.byId(checkoutId);
    const wanted = rows.filter((row) => provider === undefined || row.provider === provider);
    if (wanted.length > 1) throw new AmbiguousCheckout(ambiguity(checkoutId, wanted));
    return wanted[0] && viewOf(wanted[0]);
  },
  async findByReference(reference, page) {
    return viewPage(await reader.byReference(reference, { limit: DEFAULT_PAGE_SIZE, ...page }));
  },
  async listByState(state, page) {
    const states = typeof state === 'string' ? [state] : state;
    return viewPage(await reader.byState(states, { limit: DEFAULT_PAGE_SIZE, ...page }));
  },
});

const viewPage = (page: Page<Checkout>): Page<CheckoutView> => ({
  ...page,
  items: page.items.map(viewOf),
});

function ambiguity(checkoutId: string, rows: readonly { readonly provider: string }[]): string {
  const names = rows.map(({ provider }) => provider).join(' and ');
  return `${checkoutId} is a checkout of ${names}. Specify the provider.`;
}
