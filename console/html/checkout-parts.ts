import type { CheckoutState } from '../../lib/checkout/state.ts';
import type { CheckoutView, DetailsView } from '../../lib/checkout/view.ts';
import { type Html, html } from './html.ts';

export const NONE = '–';

/** A state as a word with a color. The word alone says it. */
export const stateBadge = (state: CheckoutState): Html =>
  html`<span class="state state-${state}">${state}</span>`;

/** An amount such as `100.25 USD`; undefined if the provider sent none. */
export const amountText = ({ amount, currency }: Pick<DetailsView, 'amount' | 'currency'>) =>
  amount === null ? undefined : `${amount} ${currency ?? ''}`.trim();

/** The path of a checkout's page. A path cannot end in `.` or `..`, so such an id is in the query. */
export function checkoutPath({ provider, checkoutId }: Pick<CheckoutView, 'provider' | 'checkoutId'>) {
  const id = encodeURIComponent(checkoutId);
  const isDots = checkoutId === '.' || checkoutId === '..';
  return `/checkouts/${encodeURIComponent(provider)}/${isDots ? `?id=${id}` : id}`;
}

export const checkoutLink = (checkout: Pick<CheckoutView, 'provider' | 'checkoutId'>): Html =>
  html`<a href="${checkoutPath(checkout)}"><bdi>${checkout.checkoutId}</bdi></a>`;
