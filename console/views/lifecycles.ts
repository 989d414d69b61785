import type { Lifecycle } from '../../lib/checkout/lifecycle.ts';
import type { Provider } from '../../lib/providers/provider.ts';
import { type Html, html } from '../html/html.ts';
import { lifecyclePicture } from '../pictures/lifecycle-picture.ts';

/** How many of the latest checkouts have each status, by the name of the list of statuses. */
export interface StatusCounts {
  readonly counted: number;
  readonly byList: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Names a list of statuses: that of a provider, or of the checkouts of a provider whose ids begin in one way. */
export const listName = (provider: string, prefix: string): string => `${provider} ${prefix}`;

export const lifecyclesHtml = (providers: readonly Provider[], counts: StatusCounts): Html =>
  html`<h1>Lifecycles</h1>
<p>The statuses of each provider from left to right in the order of their ranks, on the lane of our state. A dashed arrow leads from a final status to one that may ordinarily follow it. Numbers are those of the latest ${counts.counted} checkouts of this shop.</p>
${providers.map((provider) => providerSection(provider, counts))}`;

const providerSection = ({ name, title, lifecycles }: Provider, { byList }: StatusCounts): Html =>
  html`<section aria-labelledby="of-${name}"><h2 id="of-${name}">${title}</h2>
${Object.entries(lifecycles).map(([prefix, lifecycle]) => statusList(title, prefix, lifecycle, byList.get(listName(name, prefix)) ?? new Map()))}</section>`;

function statusList(
  title: string,
  prefix: string,
  lifecycle: Lifecycle,
  counts: ReadonlyMap<string, number>,
): Html {
  const unknown = [...counts].filter(([status]) => !Object.hasOwn(lifecycle, status));
  return html`${prefix !== '' && html`<h3>Ids that begin with ${prefix}</h3>`}
<div class="wide" role="region" aria-label="Lifecycle of ${title} ${prefix}" tabindex="0">${lifecyclePicture(lifecycle, counts)}</div>
${unknown.length > 0 && html`<p class="bad">Not in the lifecycle: <bdi>${unknown.map(([status, count]) => `${status} (${count})`).join(', ')}</bdi></p>`}`;
}
