import type { ReadCheckouts } from '../../lib/app/read-checkouts.ts';
import type { Target } from './target.ts';

/** Opens the checkouts of a target for reading. */
export async function openCheckouts(target: Target): Promise<ReadCheckouts> {
  // The AWS SDK takes longer to load than everything else, and most command lines do not need it.
  const { checkoutsTable } = await import('../../lib/checkouts-table.ts');
  return checkoutsTable({ tableName: target.stackName, client: target.dynamodb });
}
