import type { MetricName } from './metrics.ts';

export interface LogCodeDefinition {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  /** The metric that each report of this code increases by one. */
  readonly counts?: MetricName;
  /**
   * The metric is written with the report and not at the end of the invocation. From its next write on the row says
   * that this was reported, so an invocation that ends before its metrics are written would never count it.
   */
  readonly isUrgent?: true;
}

/**
 * Everything that the service reports, by code. Log lines and metrics are made from this one catalogue. The codes
 * are stable, because operators search for them and set alarms on them.
 */
export const logCodes = {
  /** Of level `debug`, because a webhook that was queued gets its line when it is applied. */
  delivery_queued: { level: 'debug' },
  /** The webhook was accepted without a signature, from a listed address: see unsigned-source. */
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
  /** A detail of the event was too long for a row and was left out. */
  event_detail_dropped: { level: 'warn' },
  checkout_conflict: { level: 'error', counts: 'Conflict', isUrgent: true },
  checkout_unknown_status: { level: 'warn', counts: 'UnknownStatus', isUrgent: true },
  checkout_unexpected_transition: { level: 'warn', counts: 'Review', isUrgent: true },
  checkout_review: { level: 'warn', counts: 'Review', isUrgent: true },
  checkout_future_time: { level: 'warn', counts: 'Review', isUrgent: true },
  checkout_after_retention: { level: 'warn', counts: 'Review', isUrgent: true },
  message_dead_lettered: { level: 'error', counts: 'DeadLettered' },
  message_failed: { level: 'error', counts: 'Failed' },
  message_out_of_time: { level: 'warn', counts: 'Failed' },
  /** Of level `debug`, because the webhook behind the change has its line already. SNS counts what is published. */
  change_published: { level: 'debug' },
  /** The row was written by something else than this service. The alarm watches the queue. */
  change_dead_lettered: { level: 'error', counts: 'Unreadable' },
  /** The stream sends the change again. The age of the stream's records grows until it is published. */
  change_failed: { level: 'error', counts: 'PublishFailed' },
  event_notified: { level: 'info', counts: 'Notified' },
  /** The event is sent again after a delay. */
  notify_failed: { level: 'warn', counts: 'NotifyFailed' },
  /** The event comes back when the visibility timeout of the queue has passed, and not after the delay. */
  notify_not_hidden: { level: 'warn' },
  /** The endpoint did not accept the event for three days, or the message is not an event. */
  notify_dead_lettered: { level: 'error', counts: 'NotifyDeadLettered' },
  /** The endpoint answered 410. Nothing is sent until an operator resumes it. */
  endpoint_gone: { level: 'error', counts: 'EndpointGone' },
} as const satisfies Record<string, LogCodeDefinition>;

export type LogCode = keyof typeof logCodes;

/**
 * The fields that may accompany a code: identifiers, our own words and durations. Never a body, a header or a secret.
 * The only text that a sender chooses is the ids, the status and the name of an event type.
 */
export interface LogFields {
  readonly provider?: string;
  readonly requestId?: string;
  readonly deliveryId?: string;
  readonly messageId?: string;
  readonly checkoutId?: string;
  readonly eventId?: string;
  readonly status?: string;
  readonly reason?: string;
  readonly bytes?: number;
  /** The name of the merchant's host. The rest of the address may contain a secret. */
  readonly host?: string;
  /** The status of the merchant's answer. */
  readonly httpStatus?: number;
  /** How many times the queue has delivered an event. */
  readonly attempt?: number;
  readonly retryInSeconds?: number;
  /** Milliseconds from the arrival at API Gateway to the write of the row. */
  readonly delayMs?: number;
  /** Milliseconds from the provider's own time of the event to the write of the row. Absent if there is no such time. */
  readonly ageMs?: number;
}

/** Reports what happened. Must not throw, because a report must not change the outcome of a webhook. */
export type Report = (code: LogCode, fields: LogFields) => void;
