import type { ReadCheckouts } from '../lib/app/read-checkouts.ts';
import type { CheckoutsTableOptions } from '../lib/aws/checkouts-table.ts';
import { usageError } from './command-failure.ts';
import type { Environment, Place } from './place.ts';

/**
 * The checkouts of a place.
 *
 * A stage that sets `stateShards` needs the same number here (STATE_SHARDS): with a smaller one a list would miss
 * the partitions above it.
 */
export async function checkoutsOf(place: Place, environment: Environment): Promise<ReadCheckouts> {
  // Only now: the AWS SDK takes longer to load than all the rest, and most command lines do not come this far.
  const { checkoutsTable } = await import('../lib/aws/checkouts-table.ts');
  const shards = environment['STATE_SHARDS'];
  const options: CheckoutsTableOptions = { tableName: place.stackName, client: place.dynamodb };
  try {
    return checkoutsTable({ ...options, ...(shards && { stateShards: Number(shards) }) });
  } catch {
    throw usageError(`STATE_SHARDS is "${shards}": a whole number from 1 to 100 is needed.`);
  }
}
