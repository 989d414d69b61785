import { applyDeliveries } from '../../lib/app/apply-deliveries.ts';
import { receiveDelivery } from '../../lib/app/receive-delivery.ts';
import { MemoryCheckoutStore } from '../../lib/memory/memory-checkout-store.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import type { Table } from './simulated/simulated-table.ts';

/** The code under test, in parts: a flawed receiver has one of them swapped. */
export interface Receiver {
  readonly receive: typeof receiveDelivery;
  readonly apply: typeof applyDeliveries;
  readonly findProvider: typeof findProvider;
  /** @param pause lets others run; only a table whose writes are not atomic has a use for it */
  readonly createTable: (pause: () => Promise<void>) => Table;
}

/** The real code. The table in process passes the same contract as the one on DynamoDB. */
export const realReceiver: Receiver = {
  receive: receiveDelivery,
  apply: applyDeliveries,
  findProvider,
  createTable: () => new MemoryCheckoutStore(),
};
