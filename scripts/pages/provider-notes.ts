/**
 * What a merchant must know about a provider beyond its tables, as sentences. They are here and not in the provider's
 * file so that they are not deployed with it.
 */
export interface ProviderNotes {
  /** Whether `amount` is the price asked or the sum paid, and when there is an `amountReceived`. */
  readonly amounts: string;
  /** What orders the events. */
  readonly order: string;
  /** Whether the provider says that a checkout may succeed after it failed. */
  readonly afterFailure: string;
}

/** By the name of the provider. */
export const providerNotes: Readonly<Record<string, ProviderNotes>> = {
  inqud: {
    amounts:
      '`amount` is the price that was asked. If the payer chooses it (`NO_PRICE`), `amount` is the sum that was paid, or ' +
      'that is to be paid. `amountReceived` is the sum paid so far, in the currency that the payer chose ' +
      '(`currencyReceived`). It is absent until Inqud reports a payment, and for on-ramp checkouts.',
    order:
      'The time of the last update orders events. A final status without that time is ordered above every status that ' +
      'has one.',
    afterFailure:
      'Inqud does not document that a checkout may succeed after it failed or expired, or the reverse, so both are ' +
      'contradictions. Its support can move a checkout out of a final status by hand, which is shown too.',
  },
  tweed: {
    amounts:
      '`amount` is the sum that was charged. Tweed reports no price. If the currency is not in ISO 4217, its minor ' +
      'unit is not known: `amount` is absent, and `rawAmount` and `rawCurrency` are what Tweed sent.',
    order: 'Tweed sends no time of an event, so only the rank orders events.',
    afterFailure:
      'Tweed does not document that a checkout may succeed after it failed, so `FAILED` and then `DONE` is a contradiction.',
  },
};
