import type { MetricName } from './metrics.ts';

interface Signal {
  readonly level: 'info' | 'warn' | 'error';
  /**
   * What each such signal adds to which metric. A zero says that it could have been and was not: the alarm that
   * compares refused with queued needs a value of both.
   */
  readonly counts: Readonly<Partial<Record<MetricName, 0 | 1>>>;
}

/**
 * Everything that the service reports, by code: the one catalogue from which log lines and metrics are made.
 * Codes are stable; operators search and alarm on them.
 */
export const signals = {
  delivery_queued: { level: 'info', counts: { Received: 1, Queued: 1 } },
  /** Taken without a signature, on the word of the address it came from: see unsigned-source. */
  delivery_queued_unsigned: { level: 'warn', counts: { Received: 1, Queued: 1, Unsigned: 1 } },
  delivery_unknown_provider: { level: 'warn', counts: { Received: 1, Refused: 1, Queued: 0 } },
  delivery_too_large: { level: 'warn', counts: { Received: 1, Refused: 1, Queued: 0 } },
  delivery_unauthorized: { level: 'warn', counts: { Received: 1, Refused: 1, Queued: 0 } },
  delivery_no_secret: { level: 'error', counts: { Received: 1, NoSecret: 1 } },
  delivery_unavailable: { level: 'error', counts: { Received: 1, Unavailable: 1 } },
  event_advanced: { level: 'info', counts: { Advanced: 1 } },
  event_duplicate: { level: 'info', counts: { Duplicate: 1 } },
  event_late: { level: 'info', counts: { Late: 1 } },
  event_ignored: { level: 'info', counts: { Ignored: 1 } },
  checkout_conflict: { level: 'error', counts: { Conflict: 1 } },
  checkout_unknown_status: { level: 'warn', counts: { UnknownStatus: 1 } },
  checkout_unexpected_transition: { level: 'warn', counts: { Review: 1 } },
  checkout_review: { level: 'warn', counts: { Review: 1 } },
  message_dead_lettered: { level: 'error', counts: { DeadLettered: 1 } },
  message_failed: { level: 'error', counts: { Failed: 1 } },
  message_out_of_time: { level: 'warn', counts: { Failed: 1 } },
} as const satisfies Record<string, Signal>;

export type SignalCode = keyof typeof signals;

/**
 * What may stand beside a code: identifiers, our own words and durations. Never a body, a header or a secret,
 * and no text of a sender's making but the ids, the status and the name of an event type.
 */
export interface SignalFields {
  readonly provider?: string;
  readonly requestId?: string;
  readonly deliveryId?: string;
  readonly messageId?: string;
  readonly checkoutId?: string;
  readonly eventId?: string;
  readonly status?: string;
  readonly reason?: string;
  readonly bytes?: number;
  /** From arrival at the edge to the row, milliseconds. */
  readonly delayMs?: number;
  /** From the provider's own time of the event to the row, milliseconds; only where the provider gives a time. */
  readonly ageMs?: number;
}

/** Takes a signal. Must not throw: reporting never changes what becomes of a webhook. */
export type Report = (code: SignalCode, fields: SignalFields) => void;
