import type { CheckoutState } from '../../lib/checkout/state.ts';
import type { CheckoutView } from '../../lib/checkout/view.ts';
import type { QueueNumbers, StageAlarm } from '../console-ports.ts';
import { checkoutLink, stateBadge } from '../html/checkout-parts.ts';
import { type Html, html } from '../html/html.ts';
import { timeElement } from '../html/time-element.ts';
import { countBar } from '../pictures/count-bar.ts';
import { dotRow } from '../pictures/dot-row.ts';
import type { Timed } from '../server/shared-read.ts';

/** What the first page shows. */
export interface Overview {
  readonly states: readonly { readonly state: CheckoutState; readonly count: number }[];
  /** How many checkouts wait for a person. */
  readonly waiting: number;
  /** The first of them. */
  readonly inbox: readonly CheckoutView[];
  readonly deliveries: QueueNumbers;
  readonly deadLetters: QueueNumbers;
  /** Undefined where there are none, as on the local stack. */
  readonly alarms: Timed<readonly StageAlarm[]> | undefined;
  /** Where counting ended. */
  readonly countedAtMost: number;
}

export const overviewHtml = (overview: Overview): Html => html`<h1>Overview</h1>
<div class="cards">
${inboxCard(overview)}
${statesCard(overview)}
${deliveriesCard(overview.deliveries)}
${deadLettersCard(overview.deadLetters)}
${overview.alarms && alarmsCard(overview.alarms)}
</div>`;

function inboxCard({ waiting, inbox, countedAtMost }: Overview): Html {
  const sentence =
    waiting === 0
      ? html`<p class="good">No checkout needs a person.</p>`
      : html`<p class="bad"><a href="/checkouts?attention=yes">${countText(waiting, countedAtMost)} ${waiting === 1 ? 'checkout needs' : 'checkouts need'} a person</a>.</p>`;
  return card(
    'inbox',
    'Needs you',
    html`${sentence}${dotRow(waiting, waiting)}
${inbox.length > 0 && html`<ul class="inbox">${inbox.map(inboxEntry)}</ul>`}`,
  );
}

const inboxEntry = (checkout: CheckoutView): Html =>
  html`<li>${checkoutLink(checkout)} ${stateBadge(checkout.state)}<br><bdi>${checkout.attention
    .map(({ kind }) => kind.replaceAll('_', ' '))
    .join(', ')}</bdi></li>`;

function statesCard({ states, countedAtMost }: Overview): Html {
  const greatest = Math.max(...states.map(({ count }) => count));
  const isEmpty = greatest === 0;
  const rows = states.map(
    ({ state, count }) =>
      html`<tr><th scope="row"><a href="/checkouts?state=${state}">${stateBadge(state)}</a></th><td class="number">${countText(count, countedAtMost)}</td><td>${countBar(count, greatest)}</td></tr>`,
  );
  return card(
    'states',
    'Checkouts by state',
    html`${isEmpty && html`<p>There is no checkout yet.</p>`}<table class="counts"><thead class="hidden"><tr><th scope="col">State</th><th scope="col">Checkouts</th><td></td></tr></thead><tbody>${rows}</tbody></table>`,
  );
}

function deliveriesCard({ waiting, held, delayed }: QueueNumbers): Html {
  const all = waiting + held + delayed;
  const sentence =
    all === 0
      ? html`<p class="good">Every accepted webhook has been handled.</p>`
      : html`<p>${all} ${all === 1 ? 'webhook waits' : 'webhooks wait'} to be applied, ${held} of them just now.</p>`;
  return card('deliveries', 'Being applied', html`${sentence}${dotRow(all, held)}`);
}

function deadLettersCard({ waiting, held }: QueueNumbers): Html {
  const all = waiting + held;
  const sentence =
    all === 0
      ? html`<p class="good">There is no dead letter.</p>`
      : html`<p class="bad">${all} ${all === 1 ? 'webhook' : 'webhooks'} could not be applied.</p>`;
  return card('dead-letters', 'Dead letters', html`${sentence}${dotRow(all, all)}`);
}

function alarmsCard({ value, at }: Timed<readonly StageAlarm[]>): Html {
  const firing = value.filter(({ state }) => state === 'ALARM');
  const sentence =
    firing.length === 0
      ? html`<p class="good">${value.length === 0 ? 'There are no alarms.' : `None of ${value.length} alarms is firing.`}</p>`
      : html`<p class="bad">${firing.length} of ${value.length} alarms ${firing.length === 1 ? 'is' : 'are'} firing.</p>`;
  return card(
    'alarms',
    'Alarms',
    html`${sentence}${dotRow(value.length, firing.length)}
<ul>${firing.map(({ name, description }) => html`<li><strong>${name}</strong>: ${description}</li>`)}</ul>
<p class="small">Read at ${timeElement(new Date(at).toISOString())}.</p>`,
  );
}

const card = (id: string, title: string, body: Html): Html =>
  html`<section class="card" id="${id}" data-live aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${body}</section>`;

const countText = (count: number, atMost: number): string =>
  count >= atMost ? `${atMost.toLocaleString('en')}+` : String(count);
