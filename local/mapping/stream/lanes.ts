import { createHash } from 'node:crypto';
import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import { compareText } from '../../../lib/values/compare-text.ts';

/**
 * Splits records into lanes that can be processed at the same time. All records of an item are in the same lane, in
 * their order.
 *
 * @param factor how many lanes there are at most, as Lambda's `ParallelizationFactor`
 */
export function lanesOf(records: readonly _Record[], factor: number): readonly (readonly _Record[])[] {
  return [...Map.groupBy(records, (record) => laneOf(record, factor)).values()];
}

function laneOf({ dynamodb }: _Record, factor: number): number {
  const key = Object.entries(dynamodb?.Keys ?? {}).toSorted(([a], [b]) => compareText(a, b));
  return createHash('sha256').update(JSON.stringify(key)).digest().readUInt32BE() % factor;
}
