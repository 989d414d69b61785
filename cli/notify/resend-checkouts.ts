import { randomUUID } from 'node:crypto';
import type { StoredCheckout } from '../../lib/app/ports.ts';
import { republishRow } from '../../lib/app/publish/republish-row.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { eventSourceOf } from '../../service/stage-name.ts';
import { findRow } from '../aws/find-row.ts';
import { openRows } from '../aws/open-rows.ts';
import { Queues } from '../aws/stage-queues.ts';
import { CommandFailure } from '../failure/command-failure.ts';
import type { Target } from '../stage/target.ts';
import { notifyOutlet } from './notify-outlet.ts';

const TIME_LIMIT_MS = 30_000;

/**
 * Sends the present state of checkouts to the endpoint, as a republished event.
 * @throws CommandFailure if one of them does not exist or cannot be read; then nothing is sent
 */
export async function resendCheckouts(
  target: Target,
  checkoutIds: readonly string[],
  provider: string | undefined,
): Promise<number> {
  const { reader } = openRows(target);
  const rows: StoredCheckout[] = [];
  for (const checkoutId of new Set(checkoutIds)) {
    const row = await findRow(reader, checkoutId, provider);
    if (!row) throw new CommandFailure('not_found', notFound(checkoutId, target));
    if (row.kind === 'unreadable') throw new CommandFailure('refused', newer(checkoutId));
    rows.push(row);
  }
  const outlet = notifyOutlet(new Queues(target), randomUUID());
  const dependencies = { findProvider, outlet, source: eventSourceOf(target.stage) };
  for (const row of rows) await republishRow(dependencies, row, AbortSignal.timeout(TIME_LIMIT_MS));
  return rows.length;
}

const notFound = (checkoutId: string, { title }: Target): string =>
  `No webhook about ${checkoutId} has been applied on ${title}. Nothing was sent.`;

const newer = (checkoutId: string): string =>
  `A newer version wrote ${checkoutId}. Use the command of that version. Nothing was sent.`;
