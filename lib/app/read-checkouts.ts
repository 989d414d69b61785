import { type CheckoutKey, keyOf } from '../checkout/checkout-event.ts';
import { CheckoutState } from '../checkout/state.ts';
import { type CheckoutView, unreadableView, viewOf } from '../checkout/view.ts';
import { attentionPolicy } from '../providers/attention-policy.ts';
import type { Provider } from '../providers/provider.ts';
import { didYouMean } from '../values/did-you-mean.ts';
import type { CheckoutReader, FoundCheckout, Page, PageRequest, SortedPageRequest } from './ports.ts';

export interface ReadOptions {
  /** When it aborts, the call fails with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** The ways in which a merchant reads checkouts. */
export interface ReadCheckouts {
  /**
   * Returns a checkout by the provider's id, or undefined when there is none. Strongly consistent.
   * @param provider needed only if two providers use the same id
   * @throws AmbiguousCheckout when two providers use it and none is named
   */
  get(checkoutId: string, provider?: string, options?: ReadOptions): Promise<CheckoutView | undefined>;
  /** Returns the checkouts with the merchant's own reference. A customer who tries twice has two. */
  findByReference(
    reference: string,
    page?: Partial<PageRequest>,
    options?: ReadOptions,
  ): Promise<Page<CheckoutView>>;
  /**
   * Checkouts in a state, or in any of several, sorted by the provider's time of the change: the latest first by
   * default.
   *
   * Do not poll the first page for news: a webhook that the provider retried for a day is sorted in a day below the
   * top, where such a poll never looks.
   *
   * @throws UnknownState for a state that does not exist
   */
  listByState(
    state: CheckoutState | readonly CheckoutState[],
    page?: Partial<SortedPageRequest>,
    options?: ReadOptions,
  ): Promise<Page<CheckoutView>>;
  /** Checkouts that wait for a person, sorted like `listByState`. */
  listByAttention(page?: Partial<SortedPageRequest>, options?: ReadOptions): Promise<Page<CheckoutView>>;
}

/** Several providers have a checkout with this id, and the call did not name one. */
export class AmbiguousCheckout extends Error {
  override readonly name = 'AmbiguousCheckout';
}

/** There is no such state. */
export class UnknownState extends Error {
  override readonly name = 'UnknownState';
}

const DEFAULT_PAGE_SIZE = 25;

export function readCheckouts(
  reader: CheckoutReader,
  findProvider: (name: string) => Provider | undefined,
): ReadCheckouts {
  const view = (found: FoundCheckout): CheckoutView => viewFound(found, findProvider);
  const viewPage = (page: Page<FoundCheckout>): Page<CheckoutView> => ({
    ...page,
    items: page.items.map(view),
  });
  return {
    async get(checkoutId, provider) {
      const found = findOne(await reader.byId(checkoutId), checkoutId, provider);
      return found && view(found);
    },
    async findByReference(reference, page) {
      return viewPage(await reader.byReference(reference, { limit: DEFAULT_PAGE_SIZE, ...page }));
    },
    async listByState(state, page) {
      const states = typeof state === 'string' ? [state] : state;
      for (const each of states) assertState(each);
      return viewPage(await reader.byState(states, { limit: DEFAULT_PAGE_SIZE, ...page }));
    },
    async listByAttention(page) {
      return viewPage(await reader.byAttention({ limit: DEFAULT_PAGE_SIZE, ...page }));
    },
  };
}

/** Returns the one row that is meant. @throws AmbiguousCheckout when there are several */
export function findOne(
  rows: readonly FoundCheckout[],
  checkoutId: string,
  provider: string | undefined,
): FoundCheckout | undefined {
  const wanted = rows.filter((row) => provider === undefined || keyIn(row).provider === provider);
  if (wanted.length > 1) throw new AmbiguousCheckout(ambiguity(checkoutId, wanted.map(keyIn)));
  return wanted[0];
}

/** Returns the view of a row that was found, judged by the lifecycle of its provider. */
export function viewFound(
  found: FoundCheckout,
  findProvider: (name: string) => Provider | undefined,
): CheckoutView {
  if (found.kind === 'unreadable') return unreadableView(found);
  return viewOf(found, attentionPolicy(findProvider, found.checkout));
}

/** Returns the key of a row that was found, whether it can be read or not. */
export const keyIn = (found: FoundCheckout): CheckoutKey =>
  found.kind === 'readable' ? keyOf(found.checkout) : keyOf(found);

/** Types do not stop a caller in JavaScript, and an empty list would look like good news. */
function assertState(state: string): void {
  if (CheckoutState.safeParse(state).success) return;
  const states = CheckoutState.options;
  throw new UnknownState(
    `${state} is not a state.${didYouMean(String(state), states)} The states are ${states.join(', ')}.`,
  );
}

function ambiguity(checkoutId: string, views: readonly CheckoutKey[]): string {
  const names = views.map(({ provider }) => provider).join(' and ');
  return `${checkoutId} is a checkout of ${names}. Specify the provider.`;
}
