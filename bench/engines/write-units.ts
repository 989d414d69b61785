import type { ConsumedCapacity } from '@aws-sdk/client-dynamodb';
import { compareText } from '../../lib/values/compare-text.ts';
import { sum } from '../kit/statistics.ts';

/** The write units of one or more writes, for the table and for each of its indexes. */
export type WriteUnits = Readonly<Record<string, number>>;

/** Adds up what DynamoDB reports for writes with `ReturnConsumedCapacity: 'INDEXES'`. */
export function writeUnitsOf(writes: readonly ConsumedCapacity[]): WriteUnits {
  const table = sum(writes.map(({ Table }) => Table?.CapacityUnits ?? 0));
  const indexes: Record<string, number> = {};
  for (const { GlobalSecondaryIndexes = {} } of writes) {
    for (const name of Object.keys(GlobalSecondaryIndexes).toSorted(compareText))
      indexes[name] = (indexes[name] ?? 0) + (GlobalSecondaryIndexes[name]?.CapacityUnits ?? 0);
  }
  return { table, ...indexes };
}

export const totalUnits = (units: WriteUnits): number => sum(Object.values(units));
