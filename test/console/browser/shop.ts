import { openRows } from '../../../cli/aws/open-rows.ts';
import { localTarget } from '../../../cli/stage/target.ts';
import { applyEvents } from '../../../lib/app/apply-events.ts';
import type { HistoryEntry } from '../../../lib/checkout/checkout-event.ts';
import { attentionPolicy } from '../../../lib/providers/attention-policy.ts';
import { findProvider } from '../../../lib/providers/registry.ts';
import type { NonEmpty } from '../../../lib/values/non-empty.ts';
import { type CliStack, startCliStack } from '../../cli/cli-stack.ts';
import { type ConsoleProcess, startConsoleProcess } from '../console-process.ts';

/** A local stack with rows, and a console of it. */
export interface Shop {
  readonly cli: CliStack;
  readonly running: ConsoleProcess;
  readonly origin: string;
  /** Writes events of a checkout as the consumer does, without the way through a provider's body. */
  apply(checkoutId: string, events: NonEmpty<Partial<HistoryEntry>>, provider?: string): Promise<void>;
  close(): Promise<void>;
}

let sequence = 0;

export async function openShop(): Promise<Shop> {
  const cli = await startCliStack();
  const { store } = openRows(localTarget(cli.environment));
  const running = await startConsoleProcess([], cli.environment);
  return {
    cli,
    running,
    origin: new URL(running.url).origin,
    apply: async (checkoutId, events, provider = 'inqud') => {
      const key = { checkoutId, provider };
      const policy = attentionPolicy(findProvider, key);
      const applying = { store, policy, raise: () => undefined };
      for (const event of events)
        await applyEvents(applying, key, [entry(event)], new AbortController().signal);
    },
    close: async () => {
      await running.stop();
      await cli.stack.stop();
    },
  };
}

function entry(given: Partial<HistoryEntry>): HistoryEntry {
  sequence += 1;
  const receivedAt = new Date(Date.parse('2026-11-30T10:00:00Z') + sequence * 61_000).toISOString();
  return {
    eventId: `evt_${sequence}`,
    status: 'NEW',
    state: 'pending',
    rank: 10,
    receivedAt,
    details: { amount: '49.90', currency: 'EUR', reference: `order-${sequence}` },
    ...given,
  };
}

export const paid = { status: 'SUCCESS', state: 'succeeded', rank: 60 } as const;
export const expired = { status: 'EXPIRED', state: 'expired', rank: 40 } as const;
export const odd = { status: 'A_NEW_WORD', state: 'unknown', rank: 1 } as const;

/** Rows of every kind: ordinary, late, contradicted and unknown ones, and one with a long history. */
export async function fillShop({ apply }: Shop): Promise<void> {
  for (let row = 0; row < 30; row += 1) await apply(`CCO-ordinary_${row}`, row % 3 === 0 ? [{}] : [{}, paid]);
  await apply('CCO-late', [paid, {}]);
  await apply('CCO-contradicted', [{}, paid, expired]);
  await apply('CCO-unknown', [paid, odd]);
  const many = Array.from(
    { length: 40 },
    () => ({ status: 'PAYMENT_DETECTED', state: 'processing', rank: 30 }) as const,
  );
  await apply(`CCO-${'long_'.repeat(40)}`, [{}, ...many, paid]);
}
