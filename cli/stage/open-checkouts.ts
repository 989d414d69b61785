import type { ReadCheckouts } from '../../lib/app/read-checkouts.ts';
import { usageError } from '../failure/command-failure.ts';
import type { Environment, Target } from './target.ts';

/** The checkouts of a target, to look one up by its id or by a reference. */
export const openCheckouts = (target: Target): Promise<ReadCheckouts> => open(target, {});

/**
 * The checkouts of a target, to list them by state.
 *
 * A stage may spread each state over more partitions than usual, and a list that looked into fewer would miss
 * checkouts: the number is serverless.yml's, unless STATE_SHARDS gives another (after `deploy --param`).
 */
export async function openCheckoutLists(target: Target, environment: Environment): Promise<ReadCheckouts> {
  const given = environment['STATE_SHARDS'];
  if (given && !/^([1-9]\d?|100)$/.test(given)) throw usageError(`STATE_SHARDS is "${given}", not 1 to 100.`);
  const stateShards = given ? Number(given) : await shardsOf(target.stage);
  return open(target, stateShards === undefined ? {} : { stateShards });
}

async function shardsOf(stage: string): Promise<number | undefined> {
  const { stageDefaults } = await import('./stage-defaults.ts');
  return stageDefaults(stage).stateShards;
}

async function open(target: Target, options: { readonly stateShards?: number }): Promise<ReadCheckouts> {
  // Only now: the AWS SDK takes longer to load than all the rest, and most command lines do not come this far.
  const { checkoutsTable } = await import('../../lib/checkouts-table.ts');
  return checkoutsTable({ tableName: target.stackName, client: target.dynamodb, ...options });
}
