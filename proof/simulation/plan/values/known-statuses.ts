/** The meaning of a status, copied by hand from the providers' documentation: the model must not use lib's tables. */
export interface KnownStatus {
  readonly status: string;
  readonly state: string;
  readonly rank: number;
}

type Statuses = readonly [KnownStatus, ...KnownStatus[]];

const status = (word: string, state: string, rank: number): KnownStatus => ({ status: word, state, rank });

/** The last one of each is a word that nobody knows: it is below every known word, whatever its time. */
export const knownStatuses = {
  'CCO-': [
    status('NEW', 'pending', 10),
    status('REQUEST_CREATED', 'pending', 20),
    status('PAYMENT_DETECTED', 'processing', 30),
    status('EXPIRED', 'expired', 40),
    status('CONFLICT', 'review', 50),
    status('SUCCESS', 'succeeded', 60),
    status('MOON_PHASE', 'unknown', 1),
  ],
  'ORCO-': [
    status('NEW', 'pending', 10),
    status('PENDING', 'pending', 20),
    status('FROZEN', 'processing', 30),
    status('CANCELLED', 'failed', 40),
    status('FAILED', 'failed', 50),
    status('PARTIAL_SUCCESS', 'review', 55),
    status('SUCCESS', 'succeeded', 60),
    status('MOON_PHASE', 'unknown', 1),
  ],
  tweed: [
    status('CREATED', 'pending', 10),
    status('PERFORM_CHECKOUT_SUBMITTED', 'processing', 20),
    status('TRANSACTION_BROADCAST', 'processing', 30),
    status('FAILED', 'failed', 40),
    status('DONE', 'succeeded', 50),
    status('FAILED_AFTER_TX_COMPLETED', 'review', 60),
    status('MOON_PHASE', 'unknown', 1),
  ],
} as const satisfies Record<string, Statuses>;

export type CheckoutKind = keyof typeof knownStatuses;
