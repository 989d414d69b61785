import { readCheckouts } from '../../lib/app/read-checkouts.ts';
import { CheckoutState } from '../../lib/checkout/state.ts';
import type { Provider } from '../../lib/providers/provider.ts';
import { findProvider, providers } from '../../lib/providers/registry.ts';
import type { ConsolePorts } from '../console-ports.ts';
import { sharedRead } from '../server/shared-read.ts';
import { lifecyclesHtml, listName, type StatusCounts } from '../views/lifecycles.ts';
import { content, type MakePage } from './console-page.ts';

const COUNTS_MAX_AGE_MS = 30_000;
/** Statuses are in no index, so those of the latest checkouts are counted. */
const LATEST = 250;

/** The statuses of each provider, with those that this shop's latest checkouts have. */
export const allLifecyclesPage: MakePage = (ports) => {
  const counts = sharedRead(COUNTS_MAX_AGE_MS, () => countStatuses(ports));
  return {
    section: { path: '/lifecycles', title: 'Lifecycles' },
    matches: (path) => path === '/lifecycles',
    async get() {
      const { value, at } = await counts.get();
      return content('Lifecycles', lifecyclesHtml(providers, value), at);
    },
  };
};

async function countStatuses({ reader }: ConsolePorts): Promise<StatusCounts> {
  const checkouts = readCheckouts(reader, findProvider);
  const { items } = await checkouts.listByState(CheckoutState.options, { limit: LATEST });
  const byList = new Map<string, Map<string, number>>();
  for (const { provider, checkoutId, status } of items) {
    const list = listName(provider, prefixOf(findProvider(provider), checkoutId));
    const ofList = byList.get(list) ?? new Map<string, number>();
    ofList.set(status, (ofList.get(status) ?? 0) + 1);
    byList.set(list, ofList);
  }
  return { counted: items.length, byList };
}

/** A provider may have several lifecycles, told apart by how the ids of their checkouts begin. */
const prefixOf = (provider: Provider | undefined, checkoutId: string): string =>
  Object.keys(provider?.lifecycles ?? {}).find((prefix) => checkoutId.startsWith(prefix)) ?? '';
