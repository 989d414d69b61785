import { readMessage } from '../../lib/app/read-message.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import type { HeldLetter } from './held-letter.ts';

/** For letters that SQS moved after the last try: they carry no reason. */
const FAILED_TOO_OFTEN = 'failed_too_often';

/** The outcome that a redrive would have now. The code may be able to read the letter by now. */
type Prospect = 'applies' | 'ignored' | 'dead again';

/** A dead letter as people see it. It holds nothing of the body except the checkout and the status. */
export interface Letter {
  readonly id: string;
  readonly reason: string;
  readonly provider: string | null;
  readonly checkoutId: string | null;
  readonly status: string | null;
  /** When the service received the webhook (UTC). */
  readonly firstSeen: string;
  readonly receiveCount: number;
  /** Null if it is not a webhook: dlq redrive has only those. */
  readonly ifRedriven: Prospect | null;
  /** The request's id in the logs. */
  readonly requestId: string | null;
}

const prospects = {
  event: 'applies',
  ignored: 'ignored',
  dead: 'dead again',
  postponed: 'dead again',
} as const;

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

/** Returns the body of the webhook, byte for byte; the whole text if the letter is not a queue message. */
export function bodyOf(held: HeldLetter): Buffer {
  const { message } = readMessage(findProvider, held);
  return message ? Buffer.from(message.body, 'base64') : Buffer.from(held.text);
}
