/** The outcome of a delivery. */
export type ReceiveOutcome = keyof typeof answers;

/**
 * The HTTP answer to each outcome. A provider sends a webhook again unless the answer is a success, so only a webhook
 * that is safely queued is answered 200. The codes are stable. The sentences are for people who test the webhook by hand.
 */
export const answers = {
  queued: { status: 200, message: 'The webhook is authentic and queued.' },
  unknown_provider: {
    status: 404,
    message: 'The provider is unknown. The path is /webhooks/{provider}, in lower case.',
  },
  too_large: { status: 413, message: 'The body is larger than this endpoint accepts.' },
  unauthorized: { status: 401, message: 'The signature is missing or does not match the body.' },
  /**
   * As `unauthorized`, for a provider that would never send the webhook again after 401. It is not a 5xx, because those ring
   * an alarm, and anyone can send a wrong signature.
   */
  refused_for_now: { status: 429, message: 'The signature is missing or does not match the body.' },
  no_secret: {
    status: 503,
    message: 'This provider has no signing secret yet. Set one, and send the webhook again.',
  },
  unavailable: { status: 503, message: 'The webhook could not be queued. Send it again.' },
} as const;
