import type { CheckoutState } from '../../checkout/state.ts';

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * The partition of the state index that a checkout stands in, such as `succeeded#3`.
 *
 * One partition takes about 1,000 writes a second, and a hot index partition throttles the table behind it, so
 * each state is spread over several. The shard is a hash (FNV-1a) of the id: the same for every writer.
 */
export function stateShard(state: CheckoutState, checkoutId: string, shards: number): string {
  let hash = FNV_OFFSET;
  for (const byte of Buffer.from(checkoutId)) hash = Math.imul(hash ^ byte, FNV_PRIME) >>> 0;
  return shardName(state, hash % shards);
}

/** Every partition that a state may stand in. */
export const stateShards = (state: CheckoutState, shards: number): readonly string[] =>
  Array.from({ length: shards }, (_, shard) => shardName(state, shard));

const shardName = (state: CheckoutState, shard: number): string => `${state}#${shard}`;
