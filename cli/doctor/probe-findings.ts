import { setTimeout as sleep } from 'node:timers/promises';
import { openCheckouts } from '../stage/open-checkouts.ts';
import type { Target } from '../stage/target.ts';
import { bad, type Finding, ok } from './finding.ts';
import { type Probe, postSigned, postUnsigned } from './probe.ts';

/** Both functions may have to start, and the queue be polled. */
const PATIENCE_MS = 20_000;
const PAUSE_MS = 200;
const MS_PER_SECOND = 1_000;

export const doorCheck = ({ provider }: Probe): string => `unsigned ${provider.title} webhook`;
export const wayCheck = ({ provider }: Probe): string => `signed ${provider.title} webhook`;

/** Whether a webhook without a signature is kept out. */
export async function doorFinding(probe: Probe): Promise<Finding> {
  const check = doorCheck(probe);
  const status = await postUnsigned(probe);
  if (status === 401) return ok(check, 'refused with 401');
  const remedy =
    status === 200
      ? 'It was taken without a signature: is this address in unsignedSources? See docs/settings.md.'
      : 'Look into the logs of the ingest function, and at the URL: npx checkouts url';
  return bad(check, `answered ${status} instead of 401`, remedy);
}

/** Whether a signed webhook makes it to the table; the row that it leaves is removed again. */
export async function wayFinding(target: Target, probe: Probe, secret: string): Promise<Finding> {
  const check = wayCheck(probe);
  const start = performance.now();
  const status = await postSigned(probe, secret);
  if (status !== 200) return bad(check, `answered ${status} instead of 200`, refusalRemedy(target, status));
  const isThere = await appears(target, probe, start + PATIENCE_MS);
  const took = `${((performance.now() - start) / MS_PER_SECOND).toFixed(1)} s`;
  if (!isThere) {
    const detail = `${probe.checkoutId} was accepted and is not in the table after ${took}`;
    return bad(check, detail, 'Look into the logs of the consume function; the webhook waits in the queue.');
  }
  return ok(check, `in the table after ${took}; ${await cleanedUp(target, probe)}`);
}

const refusalRemedy = (target: Target, status: number): string =>
  status === 401 && target.isLocal
    ? 'Give this command the same WEBHOOK_SECRETS_… as npm start.'
    : 'Look into the logs of the ingest function: they have the reason.';

async function appears(target: Target, { checkoutId, provider }: Probe, deadline: number): Promise<boolean> {
  const checkouts = await openCheckouts(target);
  for (; performance.now() < deadline; await sleep(PAUSE_MS)) {
    if (await checkouts.get(checkoutId, provider.name)) return true;
  }
  return false;
}

/** Not being allowed to is no finding: reading is all that an operator may be given. */
async function cleanedUp(target: Target, { checkoutId, provider }: Probe): Promise<string> {
  const { removeRow } = await import('../aws/remove-row.ts');
  const isRemoved = await removeRow(target, { checkoutId, provider: provider.name });
  return isRemoved
    ? `its row ${checkoutId} is removed again`
    : `its row ${checkoutId} stays: no right to delete it`;
}
