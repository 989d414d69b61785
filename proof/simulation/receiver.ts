import { applyDeliveries } from '../../lib/app/apply-deliveries.ts';
import { publishChanges } from '../../lib/app/publish/publish-changes.ts';
import { receiveDelivery } from '../../lib/app/receive-delivery.ts';
import { MemoryCheckoutStore } from '../../lib/memory/memory-checkout-store.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import type { Publisher } from '../publishing/publishing-world.ts';
import { actingOnce, type ReceiveEvent } from './merchant/acting-once.ts';
import type { Table } from './simulated/simulated-table.ts';

/** The code under test, in parts. A flawed receiver replaces one of them. */
export interface Receiver {
  readonly receive: typeof receiveDelivery;
  readonly apply: typeof applyDeliveries;
  readonly findProvider: typeof findProvider;
  readonly publisher: Publisher;
  /** The code of a merchant, which is not ours, as our documentation describes it. */
  readonly merchant: ReceiveEvent;
  /** @param pause lets others run; only a table whose writes are not atomic uses it */
  readonly createTable: (pause: () => Promise<void>) => Table;
}

/** The real code. The table in this process passes the same contract suite as the one on DynamoDB. */
export const realReceiver: Receiver = {
  receive: receiveDelivery,
  apply: applyDeliveries,
  findProvider,
  publisher: { publish: publishChanges },
  merchant: actingOnce,
  createTable: () => new MemoryCheckoutStore(),
};
