import type { MetricName } from './metrics.ts';

export interface Signal {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  /** The metric to which each such signal adds one. */
  readonly counts?: MetricName;
}

/**
 * Everything that the service reports, by code: the one catalogue from which log lines and metrics are made.
 * Codes are stable; operators search and alarm on them.
 */
export const signals = {
  /** The webhook has its line when its fate is known; this one is for whoever looks into the way there. */
  delivery_queued: { level: 'debug' },
  /** Taken without a signature, on the word of the address it came from: see unsigned-source. */
  delivery_queued_unsigned: { level: 'warn', counts: 'Unsigned' },
  delivery_unknown_provider: { level: 'warn', counts: 'Refused' },
  delivery_too_large: { level: 'warn', counts: 'Refused' },
  delivery_unauthorized: { level: 'warn', counts: 'Refused' },
  delivery_no_secret: { level: 'error', counts: 'NoSecret' },
  delivery_unavailable: { level: 'error', counts: 'Unavailable' },
  event_advanced: { level: 'info', counts: 'Advanced' },
  event_duplicate: { level: 'info', counts: 'Duplicate' },
  event_late: { level: 'info', counts: 'Late' },
  event_ignored: { level: 'info', counts: 'Ignored' },
  checkout_conflict: { level: 'error', counts: 'Conflict' },
  checkout_unknown_status: { level: 'warn', counts: 'UnknownStatus' },
  checkout_unexpected_transition: { level: 'warn', counts: 'Review' },
  checkout_review: { level: 'warn', counts: 'Review' },
  message_dead_lettered: { level: 'error', counts: 'DeadLettered' },
  message_failed: { level: 'error', counts: 'Failed' },
  message_out_of_time: { level: 'warn', counts: 'Failed' },
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
