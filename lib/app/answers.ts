/** What becomes of a delivery. */
export type ReceiveOutcome = keyof typeof answers;

/**
 * The one table from outcome to HTTP answer. Providers retry everything but 200, so everything that is not safely
 * queued must be something else. The codes are stable; the sentences help whoever tests the webhook by hand.
 */
export const answers = {
  queued: { status: 200, message: 'The webhook is authentic and queued.' },
  unknown_provider: {
    status: 404,
    message: 'No such provider. The path is /webhooks/{provider}, in lower case.',
  },
  too_large: { status: 413, message: 'The body is larger than this endpoint accepts.' },
  unauthorized: { status: 401, message: 'The signature is missing, or it is not one for exactly this body.' },
  no_secret: {
    status: 503,
    message:
      'No signing secret is configured for this provider yet. Configure it; the webhook will be retried.',
  },
  unavailable: { status: 503, message: 'The webhook could not be queued. Nothing was lost: send it again.' },
} as const;
