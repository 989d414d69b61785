import { isDeepStrictEqual } from 'node:util';
import type { TableDefinition } from '../../service/table-definition.ts';
import { sum } from '../kit/statistics.ts';
import { type Item, itemSize } from './item-size.ts';

const BYTES_PER_UNIT = 1_024;

/** Write units of one write, for the table and for each of its indexes. */
export type WriteUnits = Readonly<Record<string, number>>;

const units = (bytes: number): number => Math.max(1, Math.ceil(bytes / BYTES_PER_UNIT));
const unitsOf = (item: Item): number => units(itemSize(item));

/**
 * What DynamoDB bills for a write, by its own rules: whole kilobytes of the larger of the item before and after;
 * in an index an entry that changes its key is a delete and a put, and one that stays as it is costs nothing.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
 */
export function writeUnits(
  { input }: Pick<TableDefinition, 'input'>,
  before: Item | undefined,
  after: Item,
): WriteUnits {
  const indexes = (input.GlobalSecondaryIndexes ?? []).map(
    ({ IndexName = '', KeySchema = [], Projection }) => {
      const keys = KeySchema.map(({ AttributeName = '' }) => AttributeName);
      const tableKeys = (input.KeySchema ?? []).map(({ AttributeName = '' }) => AttributeName);
      const shown = [...keys, ...tableKeys, ...(Projection?.NonKeyAttributes ?? [])];
      if (Projection?.ProjectionType === 'ALL')
        throw new Error(`${IndexName} projects everything: not known here.`);
      return [IndexName, indexUnits(entry(before, keys, shown), entry(after, keys, shown), keys)] as const;
    },
  );
  return {
    table: units(Math.max(itemSize(before ?? {}), itemSize(after))),
    ...Object.fromEntries(indexes),
  };
}

/** A write whose condition failed costs what the item that stands there weighs. */
export const refusedUnits = (standing: Item): WriteUnits => ({ table: unitsOf(standing) });

/** The item as an index shows it; undefined when it lacks a key and so is not in the index. */
function entry(item: Item | undefined, keys: readonly string[], shown: readonly string[]): Item | undefined {
  if (!item || keys.some((key) => !(key in item))) return undefined;
  return Object.fromEntries(Object.entries(item).filter(([name]) => shown.includes(name)));
}

function indexUnits(before: Item | undefined, after: Item | undefined, keys: readonly string[]): number {
  if (isDeepStrictEqual(before, after)) return 0;
  if (!before || !after) return unitsOf(before ?? after ?? {});
  const keyStays = keys.every((key) => isDeepStrictEqual(before[key], after[key]));
  return keyStays ? Math.max(unitsOf(before), unitsOf(after)) : unitsOf(before) + unitsOf(after);
}

export const addUnits = (writes: readonly WriteUnits[]): WriteUnits =>
  writes.reduce((total, write) => {
    const names = [...new Set([...Object.keys(total), ...Object.keys(write)])];
    return Object.fromEntries(names.map((name) => [name, (total[name] ?? 0) + (write[name] ?? 0)]));
  }, {});

export const totalUnits = (writes: WriteUnits): number => sum(Object.values(writes));
