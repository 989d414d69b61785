import { InvalidCursor } from '../../lib/app/ports.ts';
import { type ReadCheckouts, readCheckouts, viewFound } from '../../lib/app/read-checkouts.ts';
import { CheckoutState } from '../../lib/checkout/state.ts';
import type { CheckoutView } from '../../lib/checkout/view.ts';
import { findProvider, providers } from '../../lib/providers/registry.ts';
import { withoutUndefined } from '../../lib/values/without-undefined.ts';
import type { ConsolePorts } from '../console-ports.ts';
import { html } from '../html/html.ts';
import { sharedRead } from '../server/shared-read.ts';
import { type CheckoutFilter, checkoutsList } from '../views/checkouts-list.ts';
import { content, type MakePage } from './console-page.ts';

const PAGE_SIZE = 25;
/** A provider has no index, so its checkouts are looked for in the list of all, up to here for one page. */
const MOST_READS = 8;

/** Lists checkouts: all, or those that match a filter. */
export const checkoutsPage: MakePage = (ports, settings) => {
  const lists = sharedRead(settings.rowsMaxAgeMs, (filter: CheckoutFilter) => readList(ports, filter));
  return {
    section: { path: '/checkouts', title: 'Checkouts' },
    matches: (path) => path === '/checkouts' || path === '/checkouts/',
    async get({ query }) {
      const filter = filterIn(query);
      try {
        const { value, at } = await lists.get(filter);
        return content('Checkouts', checkoutsList({ filter, ...value }), at);
      } catch (error) {
        if (!(error instanceof InvalidCursor)) throw error;
        const body = html`<h1>Checkouts</h1><p role="alert">This address is of another list. <a href="/checkouts">Start from the first page.</a></p>`;
        return content('Checkouts', body, Date.now(), 400);
      }
    },
  };
};

/** An unknown word in an address filters nothing. The form shows what is filtered. */
function filterIn(query: URLSearchParams): CheckoutFilter {
  const text = (name: string): string | undefined => query.get(name)?.trim() || undefined;
  const state = CheckoutState.safeParse(query.get('state')).data;
  const provider = providers.find(({ name }) => name === query.get('provider'))?.name;
  const isWaiting: true | undefined = query.get('attention') === 'yes' ? true : undefined;
  return withoutUndefined({
    state,
    provider,
    attention: isWaiting,
    reference: text('reference'),
    // An id is taken as it is: a provider may use spaces.
    id: query.get('id') || undefined,
    cursor: query.get('cursor') || undefined,
  });
}

interface FoundList {
  readonly items: readonly CheckoutView[];
  readonly next: string | undefined;
}

/**
 * Reads a page. The cursor is the reader's own, so no checkout is left out and none is listed twice. Where a filter
 * leaves little of a page, the next ones are read too, whole.
 */
async function readList(ports: ConsolePorts, filter: CheckoutFilter): Promise<FoundList> {
  if (filter.id !== undefined) return readById(ports, filter.id);
  const checkouts = readCheckouts(ports.reader, findProvider);
  const items: CheckoutView[] = [];
  let { cursor } = filter;
  for (let reads = 0; reads < MOST_READS; reads += 1) {
    const page = await readPage(checkouts, filter, cursor);
    items.push(...page.items.filter((checkout) => isWanted(filter, checkout)));
    cursor = page.cursor;
    if (cursor === undefined || items.length >= PAGE_SIZE || !isNarrow(filter)) break;
  }
  return { items, next: cursor };
}

function readPage(checkouts: ReadCheckouts, filter: CheckoutFilter, cursor: string | undefined) {
  const { reference, attention, state } = filter;
  const request = withoutUndefined({ limit: PAGE_SIZE, cursor });
  if (reference !== undefined) return checkouts.findByReference(reference, request);
  if (attention) return checkouts.listByAttention(request);
  return checkouts.listByState(state ?? CheckoutState.options, request);
}

/** Two providers may use the same id. */
async function readById({ reader }: ConsolePorts, id: string): Promise<FoundList> {
  const found = await reader.byId(id);
  return { items: found.map((row) => viewFound(row, findProvider)), next: undefined };
}

/** Whether the list that is read has checkouts that are not wanted. */
const isNarrow = ({ provider, reference, attention, state }: CheckoutFilter): boolean =>
  provider !== undefined || ((reference !== undefined || attention === true) && state !== undefined);

const isWanted = ({ state, provider, attention }: CheckoutFilter, checkout: CheckoutView): boolean =>
  (state === undefined || checkout.state === state) &&
  (provider === undefined || checkout.provider === provider) &&
  (attention === undefined || checkout.attention.length > 0);
