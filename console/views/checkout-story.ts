import type { ExplainedEvent } from '../../lib/app/rows/explain-events.ts';
import type { CheckoutView, HistoryView } from '../../lib/checkout/view.ts';
import { amountText, NONE, stateBadge } from '../html/checkout-parts.ts';
import { type Html, html } from '../html/html.ts';
import { timeElement } from '../html/time-element.ts';
import { timeline } from '../pictures/timeline.ts';

/** What the page of a checkout shows. */
export interface CheckoutStory {
  readonly view: CheckoutView;
  /** Why each event did what it did, in the order in which they were applied. */
  readonly explained: readonly ExplainedEvent[];
  /** The ids of the events that need a person. */
  readonly marked: ReadonlySet<string>;
  /** The options with which a command works on the same target. */
  readonly suffix: string;
}

export const checkoutStory = (story: CheckoutStory): Html => {
  const { view } = story;
  return html`<div id="story" data-live>
<h1><bdi>${view.checkoutId}</bdi> ${stateBadge(view.state)}</h1>
<p>${stateSentence(view)}</p>
${attentionBox(view)}
${facts(view)}
<h2>Timeline</h2>
${view.history.length === 0 ? html`<p class="empty">The history cannot be read.</p>` : picture(story)}
<h2>What each webhook did</h2>
<ol class="events">${view.history.map((event) => eventItem(story, event))}</ol>
<p class="small">In order of position: the last one decides the state. Repeated deliveries changed nothing and are not listed.</p>
${readersBox(story)}
</div>`;
};

const stateSentence = ({ state, final, since, status, provider }: CheckoutView): Html =>
  html`${state}${final ? ', which is final,' : ''} since ${timeElement(since)}, because ${provider} reported <bdi>${status}</bdi>.`;

function attentionBox({ attention, claims }: CheckoutView): Html | undefined {
  if (attention.length === 0) return undefined;
  const items = attention.map(
    ({ kind, reason }) =>
      html`<li><strong><bdi>${kind.replaceAll('_', ' ')}</bdi></strong>: <bdi>${reason}</bdi></li>`,
  );
  return html`<section class="attention" aria-labelledby="attention-title"><h2 id="attention-title">Needs a person</h2><ul>${items}</ul>
${claims.length > 0 && html`<p>It was claimed already: ${claims.map(({ purpose }) => purpose).join(', ')}.</p>`}</section>`;
}

function facts(view: CheckoutView): Html {
  const { provider, reference, transactionHash, amountReceived, currencyReceived, resolved, claims } = view;
  return html`<dl class="facts">
${fact('Provider', provider)}
${fact('Amount', amountText(view) ?? NONE)}
${amountReceived !== null && fact('Received', `${amountReceived} ${currencyReceived ?? ''}`)}
${view.rawAmount !== null && fact('Raw amount', `${view.rawAmount} ${view.rawCurrency ?? ''}, unit unknown`)}
${fact('Reference', reference ?? NONE)}
${fact('Transaction', transactionHash ?? NONE)}
${claims.map(({ purpose, at }) => fact('Claimed', html`for <bdi>${purpose}</bdi>, ${timeElement(at)}`))}
${resolved && fact('Resolved', html`${resolved.kinds.join(', ')} by <bdi>${resolved.who}</bdi>, ${timeElement(resolved.when)}: <bdi>${resolved.note}</bdi>`)}
</dl>`;
}

const fact = (label: string, value: string | Html): Html =>
  html`<div><dt>${label}</dt><dd><bdi>${value}</bdi></dd></div>`;

const picture = ({ view, marked }: CheckoutStory): Html =>
  html`<figure><div class="wide" role="region" aria-label="Timeline" tabindex="0">${timeline({ history: view.history, claims: view.claims, marked })}</div>
<figcaption>Hollow: came late, and took nothing back. Ringed, with a mark: needs a person. Diamond: a claim.</figcaption></figure>`;

function eventItem({ explained, marked }: CheckoutStory, event: HistoryView): Html {
  const { eventId, status, state, outcome, updatedAt, receivedAt } = event;
  const explanation = explained.find((each) => each.eventId === eventId)?.explanation;
  return html`<li><p><strong><bdi>${status}</bdi></strong> ${stateBadge(state)}${outcome === 'late' && html` <span class="late">came late</span>`}${marked.has(eventId) && html` <span class="bad">needs a person</span>`}</p>
<p><bdi>${explanation}</bdi></p>
<p class="small">Provider’s time ${updatedAt === null ? 'not sent' : timeElement(updatedAt)}, received ${timeElement(receivedAt)}, event <bdi class="id">${eventId}</bdi></p></li>`;
}

/** The same for a shell and for readers in other languages. */
const readersBox = ({ view, suffix }: CheckoutStory): Html =>
  html`<details id="readers"><summary>What programs read</summary>
<p>The same from a shell: <code>npx checkout-webhooks get ${quoted(view.checkoutId)} --provider ${view.provider}${suffix} --json</code></p>
<pre tabindex="0" aria-label="JSON document">${JSON.stringify(view, null, 2)}</pre></details>`;

/** For a shell. */
const quoted = (text: string): string =>
  /^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
