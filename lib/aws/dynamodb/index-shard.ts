import type { CheckoutState } from '../../checkout/state.ts';

/**
 * Over how many partitions of an index the rows that share a key are spread. One partition takes about 1,000 writes a
 * second, and a hot index partition throttles the table behind it.
 *
 * It is a constant and not a setting: a reader with another number than the writer's would not see some of the rows,
 * and would have no way to notice. docs/table.md tells it to readers in other languages.
 */
export const INDEX_SHARDS = 8;

/** The key of the attention index in place of a state. */
const ATTENTION = 'attention';

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** The partition of the state index that a checkout is in, such as `succeeded#3`. */
export const stateShard = (state: CheckoutState, checkoutId: string): string =>
  shardName(state, shardNumber(checkoutId));

/** The partition of the attention index that a checkout is in, such as `attention#3`. */
export const attentionShard = (checkoutId: string): string => shardName(ATTENTION, shardNumber(checkoutId));

/** Every partition of the state index in which a state may be. */
export const stateShards = (state: CheckoutState): readonly string[] => allShards(state);

/** Every partition of the attention index. */
export const attentionShards = (): readonly string[] => allShards(ATTENTION);

const allShards = (key: string): readonly string[] =>
  Array.from({ length: INDEX_SHARDS }, (_, shard) => shardName(key, shard));

const shardName = (key: string, shard: number): string => `${key}#${shard}`;

/** A hash of the id (FNV-1a), the same for every writer. */
function shardNumber(checkoutId: string): number {
  let hash = FNV_OFFSET;
  for (const byte of Buffer.from(checkoutId)) hash = Math.imul(hash ^ byte, FNV_PRIME) >>> 0;
  return hash % INDEX_SHARDS;
}
