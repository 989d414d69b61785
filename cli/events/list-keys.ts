import type { CheckoutReader, FoundCheckout, Page } from '../../lib/app/ports.ts';
import { keyIn } from '../../lib/app/read-checkouts.ts';
import type { CheckoutKey } from '../../lib/checkout/checkout-event.ts';
import type { CheckoutState } from '../../lib/checkout/state.ts';
import { lastCause } from '../../lib/events/change-event-of.ts';
import { withoutUndefined } from '../../lib/values/without-undefined.ts';

/** Which rows are wanted. */
export interface RowFilter {
  readonly state?: CheckoutState;
  readonly provider?: string;
  /** UTC, milliseconds. */
  readonly since?: string;
}

export interface ListedKey {
  readonly key: CheckoutKey;
  /** The cursor of the page that lists the row; undefined on the first page and for a row that was named. */
  readonly cursor?: string;
}

const PAGE_SIZE = 250;

/** Finds the rows with these ids. An id that two providers use has two. */
export async function namedKeys(
  reader: CheckoutReader,
  checkoutIds: readonly string[],
  filter: RowFilter,
): Promise<readonly ListedKey[]> {
  const keys: ListedKey[] = [];
  for (const checkoutId of new Set(checkoutIds)) {
    for (const found of await reader.byId(checkoutId))
      if (isWanted(found, filter)) keys.push({ key: keyIn(found) });
  }
  return keys;
}

export interface ListOptions {
  /** Where an earlier run has stopped. */
  readonly cursor: string | undefined;
  /** Stops the listing after a page. */
  readonly signal: AbortSignal;
  /** Called after each page, with how many rows were read so far. */
  readonly onPage: (read: number) => void;
}

/** Lists the rows of a table. @throws InvalidCursor if the cursor is not from a list of the same state */
export async function listedKeys(
  reader: CheckoutReader,
  filter: RowFilter,
  { cursor: first, signal, onPage }: ListOptions,
): Promise<readonly ListedKey[]> {
  const keys: ListedKey[] = [];
  let read = 0;
  for (let cursor = first; !signal.aborted; ) {
    const page = await readPage(reader, filter, cursor);
    for (const found of page.items)
      if (isWanted(found, filter)) keys.push(withoutUndefined({ key: keyIn(found), cursor }));
    read += page.items.length;
    onPage(read);
    cursor = page.cursor;
    if (cursor === undefined) break;
  }
  return keys;
}

function readPage(
  reader: CheckoutReader,
  { state }: RowFilter,
  cursor: string | undefined,
): Promise<Page<FoundCheckout>> {
  const request = withoutUndefined({ limit: PAGE_SIZE, cursor });
  return state === undefined ? reader.all(request) : reader.byState([state], request);
}

/**
 * Goes by when we received the last webhook. The index of states is sorted by the provider's time, and a webhook that
 * the provider retried for a day is a day below the top there. A row that cannot be read is wanted, because nobody
 * knows when it changed.
 */
function isWanted(found: FoundCheckout, { state, provider, since }: RowFilter): boolean {
  if (provider !== undefined && keyIn(found).provider !== provider) return false;
  if (found.kind === 'unreadable') return true;
  if (state !== undefined && found.checkout.state !== state) return false;
  return since === undefined || lastCause(found) >= since;
}
