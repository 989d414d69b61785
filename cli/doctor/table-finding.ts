import type { Place } from '../stage/place.ts';
import { checkoutsOf } from '../stage/reading.ts';
import { type Finding, ok } from './finding.ts';

export const TABLE_CHECK = 'table';

/** Reads a row that there is not: enough to know that the table is there and may be read. */
export async function tableFinding(place: Place): Promise<Finding> {
  const checkouts = await checkoutsOf(place);
  await checkouts.get('doctor-looks-for-nothing');
  return ok(TABLE_CHECK, `${place.stackName} can be read`);
}
