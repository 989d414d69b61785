import { CheckoutState } from '../../lib/checkout/state.ts';
import type { CheckoutView } from '../../lib/checkout/view.ts';
import { providers } from '../../lib/providers/registry.ts';
import { amountText, checkoutLink, NONE, stateBadge } from '../html/checkout-parts.ts';
import { type Html, html } from '../html/html.ts';
import { timeElement } from '../html/time-element.ts';

/** What a list is asked for. */
export interface CheckoutFilter {
  readonly state?: CheckoutState;
  readonly provider?: string;
  readonly attention?: true;
  readonly reference?: string;
  readonly id?: string;
  readonly cursor?: string;
}

export interface CheckoutsList {
  readonly filter: CheckoutFilter;
  readonly items: readonly CheckoutView[];
  /** The cursor of the next page; undefined on the last. */
  readonly next: string | undefined;
}

export const checkoutsList = ({ filter, items, next }: CheckoutsList): Html => html`<h1>Checkouts</h1>
${filterForm(filter)}
<section id="list" data-live aria-label="List">
${items.length === 0 ? emptySentence(filter, next) : rowsTable(items)}
<p class="pages">${filter.cursor !== undefined && html`<a href="${addressOf(filter, undefined)}">First page</a>`} ${next !== undefined && html`<a href="${addressOf(filter, next)}" rel="next">Next page</a>`}</p>
</section>`;

const filterForm = ({ state, provider, attention, reference }: CheckoutFilter): Html =>
  html`<form class="filter" action="/checkouts" method="get" aria-label="Filter">
<label>State ${choice('state', CheckoutState.options, state)}</label>
<label>Provider ${choice(
    'provider',
    providers.map(({ name }) => name),
    provider,
  )}</label>
<label>Reference <input name="reference" value="${reference}" maxlength="300" autocomplete="off"></label>
<label class="check"><input type="checkbox" name="attention" value="yes"${attention && html` checked`}> needs a person</label>
<button>Filter</button>
</form>`;

const choice = (name: string, options: readonly string[], chosen: string | undefined): Html =>
  html`<select name="${name}"><option value="">any</option>${options.map(
    (option) => html`<option${option === chosen && html` selected`}>${option}</option>`,
  )}</select>`;

const rowsTable = (items: readonly CheckoutView[]): Html =>
  html`<div class="wide" role="region" aria-label="Table of checkouts" tabindex="0"><table class="list">
<caption class="hidden">Checkouts, the latest change of state first</caption>
<thead><tr><th scope="col">Checkout</th><th scope="col">Provider</th><th scope="col">State</th><th scope="col">Status</th><th scope="col">Since (UTC)</th><th scope="col">Amount</th><th scope="col">Reference</th><th scope="col">Attention</th></tr></thead>
<tbody>${items.map(tableRow)}</tbody>
</table></div>`;

const tableRow = (checkout: CheckoutView): Html =>
  html`<tr><th scope="row" class="id">${checkoutLink(checkout)}</th><td>${checkout.provider}</td><td>${stateBadge(checkout.state)}</td><td><bdi>${checkout.status}</bdi></td><td>${timeElement(checkout.since)}</td><td><bdi>${amountText(checkout) ?? NONE}</bdi></td><td><bdi>${checkout.reference ?? NONE}</bdi></td><td>${attentionCell(checkout)}</td></tr>`;

/** Whoever looks at a contradiction must see at once that something was shipped already. */
function attentionCell({ attention, claims }: CheckoutView): Html {
  if (attention.length === 0) return html`${NONE}`;
  const kinds = attention.map(({ kind }) => kind.replaceAll('_', ' ')).join(', ');
  const purposes = claims.map(({ purpose }) => purpose).join(', ');
  return html`<span class="bad"><bdi>${kinds}</bdi></span>${purposes !== '' && html`<br><bdi>claimed: ${purposes}</bdi>`}`;
}

function emptySentence({ id, cursor, ...filter }: CheckoutFilter, next: string | undefined): Html {
  if (id !== undefined)
    return html`<p class="empty">No webhook about <bdi><code>${id}</code></bdi> has been applied.</p>`;
  if (next !== undefined) return html`<p class="empty">None so far. The search goes on on the next page.</p>`;
  if (cursor !== undefined) return html`<p class="empty">There are no more.</p>`;
  if (Object.keys(filter).length > 0) return html`<p class="empty">No checkout matches.</p>`;
  return html`<p class="empty">There is no checkout yet. A checkout appears with its first webhook.</p>`;
}

function addressOf(filter: CheckoutFilter, cursor: string | undefined): string {
  const query = new URLSearchParams();
  const { state, provider, attention, reference } = filter;
  if (state !== undefined) query.set('state', state);
  if (provider !== undefined) query.set('provider', provider);
  if (attention) query.set('attention', 'yes');
  if (reference !== undefined) query.set('reference', reference);
  if (cursor !== undefined) query.set('cursor', cursor);
  return query.size > 0 ? `/checkouts?${query}` : '/checkouts';
}
