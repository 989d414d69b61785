import type { RebuiltCheckout } from '../../lib/app/rows/rebuild-checkout.ts';
import type { CheckoutView } from '../../lib/checkout/view.ts';
import type { ConsoleSettings } from '../console-ports.ts';
import { checkoutPath, stateBadge } from '../html/checkout-parts.ts';
import { confirmField, readOnlySentence } from '../html/confirm-field.ts';
import { type Html, html } from '../html/html.ts';

/** Shows what may be done with a checkout. It stays as it is while the page is live, so that nothing typed is lost. */
export function checkoutActions(
  view: CheckoutView,
  preview: RebuiltCheckout | undefined,
  settings: ConsoleSettings,
): Html {
  return html`<section class="actions" aria-labelledby="actions-title"><h2 id="actions-title">Actions</h2>
${view.attention.length > 0 && resolveForm(view, settings)}
${rebuildPart(view, preview, settings)}</section>`;
}

function resolveForm(view: CheckoutView, settings: ConsoleSettings): Html {
  if (settings.isReadOnly) return html`<h3>Resolve</h3>${readOnlySentence}`;
  return html`<form method="post" action="${checkoutPath(view)}"><h3>Resolve</h3>
<p>Say that a person has dealt with everything that needs attention. Something new brings the checkout back.</p>
<input type="hidden" name="action" value="resolve">
<label>What was done <input name="note" required maxlength="1000" autocomplete="off"></label>
<label>By <input name="by" required maxlength="100" value="${settings.user}" autocomplete="off"></label>
${confirmField(settings)}
<button>Resolve</button></form>`;
}

function rebuildPart(
  view: CheckoutView,
  preview: RebuiltCheckout | undefined,
  settings: ConsoleSettings,
): Html {
  if (!preview) {
    const separator = checkoutPath(view).includes('?') ? '&' : '?';
    return html`<h3>Rebuild</h3><p>Apply the present lifecycle table to the events of this checkout. <a href="${checkoutPath(view)}${separator}preview=rebuild">Show what would change</a></p>`;
  }
  if (!preview.changed) return html`<h3>Rebuild</h3><p role="alert">A rebuild would change nothing.</p>`;
  return html`<form method="post" action="${checkoutPath(view)}"><h3>Rebuild</h3>
<p role="alert">A rebuild would make ${inWords(preview.before)} into ${inWords(preview.after)}.</p>
<input type="hidden" name="action" value="rebuild">
${settings.isReadOnly ? readOnlySentence : html`${confirmField(settings)}<button>Rebuild</button>`}</form>`;
}

const inWords = ({ state, status, attention }: CheckoutView): Html =>
  html`${stateBadge(state)} (<bdi>${status}</bdi>${attention.length > 0 && `, ${attention.map(({ kind }) => kind).join(', ')}`})`;
