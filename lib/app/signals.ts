/**
 * Everything that the service reports, by code: the one catalogue from which log lines and metrics are made.
 * Codes are stable; operators search and alarm on them.
 */
export const signals = {
  delivery_queued: { level: 'info', metric: 'Queued' },
  delivery_unknown_provider: { level: 'warn', metric: 'Refused' },
  delivery_too_large: { level: 'warn', metric: 'Refused' },
  delivery_unauthorized: { level: 'warn', metric: 'Refused' },
  delivery_no_secret: { level: 'error', metric: 'NoSecret' },
  delivery_unavailable: { level: 'error', metric: 'Unavailable' },
  event_advanced: { level: 'info', metric: 'Advanced' },
  event_duplicate: { level: 'info', metric: 'Duplicate' },
  event_late: { level: 'info', metric: 'Late' },
  event_ignored: { level: 'info', metric: 'Ignored' },
  checkout_conflict: { level: 'error', metric: 'Conflict' },
  checkout_unknown_status: { level: 'warn', metric: 'UnknownStatus' },
  checkout_unexpected_transition: { level: 'warn', metric: 'UnexpectedTransition' },
  checkout_review: { level: 'warn', metric: 'Review' },
  message_dead_lettered: { level: 'error', metric: 'DeadLettered' },
  message_failed: { level: 'error', metric: 'Failed' },
  message_out_of_time: { level: 'warn', metric: 'OutOfTime' },
} as const satisfies Record<string, { level: 'info' | 'warn' | 'error'; metric: string }>;

export type SignalCode = keyof typeof signals;

/**
 * What may stand beside a code: identifiers, our own words and durations. Never a body, a header or a secret,
 * and no text of a sender's making but the ids and the status.
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
}

/** Takes a signal. Must not throw: reporting never changes what becomes of a webhook. */
export type Report = (code: SignalCode, fields: SignalFields) => void;
