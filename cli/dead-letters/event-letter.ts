import * as z from 'zod/mini';
import type { HeldLetter } from './held-letter.ts';
import type { Letter } from './letter.ts';

/** The key of a row that cannot be read. */
const UnreadableRow = z.object({ checkoutId: z.string(), provider: z.string() });
/** An event, as far as a list shows it. */
const Event = z.object({ subject: z.string(), data: z.object({ provider: z.string(), status: z.string() }) });

/** Returns the letter of a change that could not be published, or of an event that could not be delivered. */
export function eventLetterOf(held: HeldLetter): Letter {
  const content = parsed(held.text);
  const row = z.safeParse(UnreadableRow, content).data;
  const event = z.safeParse(Event, content).data;
  return {
    id: held.messageId,
    reason: held.reason ?? 'not_delivered',
    provider: row?.provider ?? event?.data.provider ?? held.provider ?? null,
    checkoutId: row?.checkoutId ?? event?.subject ?? null,
    status: event?.data.status ?? null,
    firstSeen: held.sentAt,
    receiveCount: held.receiveCount,
    ifRedriven: null,
    requestId: null,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
