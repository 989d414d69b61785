import { setTimeout as sleep } from 'node:timers/promises';
import { refusalStatus } from '../../lib/providers/provider.ts';
import { openCheckouts } from '../stage/open-checkouts.ts';
import type { Target } from '../stage/target.ts';
import { bad, type Finding, ok } from './finding.ts';
import { type Probe, postSigned, postUnsigned } from './probe.ts';
import { answerName, refusalRemedy } from './refusal-remedy.ts';

/** Leaves time for two cold starts and for the polling of the queue. */
const PATIENCE_MS = 20_000;
const PAUSE_MS = 200;
const MS_PER_SECOND = 1_000;

export const unsignedCheck = ({ provider }: Probe): string => `unsigned ${provider.title} webhook`;
export const signedCheck = ({ provider }: Probe): string => `signed ${provider.title} webhook`;

/** Checks that a webhook without a signature is refused. */
export async function unsignedFinding(probe: Probe): Promise<Finding> {
  const check = unsignedCheck(probe);
  const answer = await postUnsigned(probe);
  const expected = refusalStatus(probe.provider);
  if (answer.status === expected) return ok(check, `refused with ${expected}`);
  const remedy =
    answer.status === 200
      ? 'Check whether unsignedSources lists the IP address of this machine. See docs/settings.md.'
      : 'Check the logs of the ingest function, and the URL: npx checkout-webhooks url';
  return bad(check, `the answer was ${answerName(answer)}, not ${expected}`, remedy);
}

/** Checks that a signed webhook reaches the table, and removes its row afterwards. */
export async function signedFinding(target: Target, probe: Probe, secret: string): Promise<Finding> {
  const check = signedCheck(probe);
  const start = performance.now();
  const answer = await postSigned(probe, secret);
  if (answer.status !== 200)
    return bad(
      check,
      `the answer was ${answerName(answer)}, not 200`,
      refusalRemedy(target, probe.provider, answer),
    );
  const isThere = await appears(target, probe, start + PATIENCE_MS);
  const took = `${((performance.now() - start) / MS_PER_SECOND).toFixed(1)} s`;
  if (isThere) return ok(check, `in the table after ${took}; ${await cleanUp(target, probe)}`);
  return bad(
    check,
    `${probe.checkoutId} was accepted, but is not in the table after ${took}`,
    'Check the logs of the consume function. The webhook is still in the queue.',
  );
}

async function appears(target: Target, { checkoutId, provider }: Probe, deadline: number): Promise<boolean> {
  const checkouts = await openCheckouts(target);
  for (; performance.now() < deadline; await sleep(PAUSE_MS)) {
    if (await checkouts.get(checkoutId, provider.name)) return true;
  }
  return false;
}

/** A missing permission is not a problem, because an operator may have the right to read only. */
async function cleanUp(target: Target, { checkoutId, provider }: Probe): Promise<string> {
  const { removeRow } = await import('../aws/remove-row.ts');
  const isRemoved = await removeRow(target, { checkoutId, provider: provider.name });
  return isRemoved
    ? `its row ${checkoutId} was removed`
    : `its row ${checkoutId} remains, because you have no permission to delete it`;
}
