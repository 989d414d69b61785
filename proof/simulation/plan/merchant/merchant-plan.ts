import type { QueueKind } from '../../simulated/event-queue.ts';

/** A merchant who is notified, and the operators who run commands beside it. */
export interface MerchantPlan {
  /** How many publishers read the stream at the same time, at most. */
  readonly lanes: number;
  /** The queues that subscribe to the topic. Each is of a shop with a database of its own. */
  readonly queues: readonly QueueKind[];
  /** How many workers each shop has. */
  readonly workers: number;
  /** How often an operator republishes a row. */
  readonly republishes: number;
  /** How often an operator resolves what waits in a row. */
  readonly resolves: number;
  /** How often somebody writes an item to the table that is no row. */
  readonly foreignItems: number;
}
