import { openCheckouts } from '../stage/open-checkouts.ts';
import type { Target } from '../stage/target.ts';
import { type Finding, ok } from './finding.ts';

export const TABLE_CHECK = 'table';

/** Reads a row that does not exist. The read fails if the table is missing or may not be read. */
export async function tableFinding(target: Target): Promise<Finding> {
  const checkouts = await openCheckouts(target);
  await checkouts.get('doctor-looks-for-nothing');
  return ok(TABLE_CHECK, `${target.stackName} can be read`);
}
