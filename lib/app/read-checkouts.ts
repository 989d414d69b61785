import type { CheckoutState } from '../checkout/state.ts';
import { type CheckoutView, viewOf } from '../checkout/view.ts';
import type { CheckoutReader, Page, PageRequest, StatePageRequest } from './ports.ts';

/** The questions a merchant asks. */
export interface ReadCheckouts {
  /**
   * One checkout by the provider's id; undefined when we have not heard of it. Strongly consistent.
   * @param provider needed only if two providers use the same id
   * @throws AmbiguousCheckout when two do and none is named
   */
  get(checkoutId: string, provider?: string): Promise<CheckoutView | undefined>;
  /** Checkouts with the merchant's own reference: a customer who tries twice has two. */
  findByReference(reference: string, page?: Partial<PageRequest>): Promise<Page<CheckoutView>>;
  /** Checkouts in a state, or in any of several: the latest change first, unless asked for otherwise. */
  listByState(
    state: CheckoutState | readonly CheckoutState[],
    page?: Partial<StatePageRequest>,
  ): Promise<Page<CheckoutView>>;
}

/** Several providers have a checkout of this id: name one. */
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

const viewPage = <T extends Parameters<typeof viewOf>[0]>(page: Page<T>): Page<CheckoutView> => ({
  ...page,
  items: page.items.map(viewOf),
});

const ambiguity = (checkoutId: string, rows: readonly { readonly provider: string }[]): string =>
  `${checkoutId} is a checkout of ${rows.map(({ provider }) => provider).join(' and of ')}: say which provider.`;
