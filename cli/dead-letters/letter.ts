import { readMessage } from '../../lib/app/read-message.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import type { HeldLetter } from './held-letter.ts';

/** What SQS moved here by itself, after the last of its tries, has no reason with it. */
const FAILED_TOO_OFTEN = 'failed_too_often';

/** What would become of a letter now: the code may have learned to read it since. */
type Prospect = 'applies' | 'ignored' | 'dead again';

/** A dead letter as a person sees it. Nothing of the body but whose checkout it is about. */
export interface Letter {
  readonly id: string;
  readonly reason: string;
  readonly provider: string | null;
  readonly checkoutId: string | null;
  readonly status: string | null;
  /** When the webhook reached us (UTC). */
  readonly firstSeen: string;
  readonly receiveCount: number;
  readonly ifRedriven: Prospect;
  /** Finds the webhook's lines in the logs. */
  readonly requestId: string | null;
}

const prospects = { event: 'applies', ignored: 'ignored', dead: 'dead again' } as const;

export function letterOf(held: HeldLetter): Letter {
  const read = readMessage(findProvider, held);
  const event = read.kind === 'event' ? read.event : undefined;
  return {
    id: held.messageId,
    reason: held.reason ?? FAILED_TOO_OFTEN,
    provider: read.message?.provider ?? held.provider ?? null,
    checkoutId: event?.checkoutId ?? null,
    status: event?.status ?? null,
    firstSeen: read.message?.receivedAt ?? held.sentAt,
    receiveCount: held.receiveCount,
    ifRedriven: prospects[read.kind],
    requestId: read.message?.requestId ?? null,
  };
}

/** The webhook's body as it was sent; the whole letter when it is no queue message. */
export function bodyOf(held: HeldLetter): Buffer {
  const { message } = readMessage(findProvider, held);
  return message ? Buffer.from(message.body, 'base64') : Buffer.from(held.text);
}
