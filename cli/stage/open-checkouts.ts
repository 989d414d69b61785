import type { ReadCheckouts } from '../../lib/app/read-checkouts.ts';
import { usageError } from '../failure/command-failure.ts';
import type { Environment, Target } from './target.ts';

/** Opens a target's checkouts, to look one up by its id or its reference. */
export const openCheckouts = (target: Target): Promise<ReadCheckouts> => open(target, {});

/**
 * Opens a target's checkouts, to list them by state.
 *
 * A stage may spread each state over more shards than usual, and a list that reads too few would miss checkouts. The
 * number comes from serverless.yml. The variable STATE_SHARDS overrides it, for a stage deployed with `--param`.
 */
export async function openCheckoutLists(target: Target, environment: Environment): Promise<ReadCheckouts> {
  const setting = environment['STATE_SHARDS'];
  if (setting && !/^([1-9]\d?|100)$/.test(setting))
    throw usageError(`STATE_SHARDS must be a whole number from 1 to 100, not "${setting}".`);
  const stateShards = setting ? Number(setting) : await readStateShards(target.stage);
  return open(target, stateShards === undefined ? {} : { stateShards });
}

async function readStateShards(stage: string): Promise<number | undefined> {
  const { readStageDefaults } = await import('./stage-defaults.ts');
  return readStageDefaults(stage).stateShards;
}

async function open(target: Target, options: { readonly stateShards?: number }): Promise<ReadCheckouts> {
  // Imported here, because the AWS SDK takes longer to load than all the rest, and most command lines do not need it.
  const { checkoutsTable } = await import('../../lib/checkouts-table.ts');
  return checkoutsTable({ tableName: target.stackName, client: target.dynamodb, ...options });
}
