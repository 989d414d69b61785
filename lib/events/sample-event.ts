import { createHash } from 'node:crypto';
import { type CheckoutState, isFinal } from '../checkout/state.ts';
import type { PreviousRow } from '../checkout/transition.ts';
import { type ChangeEvent, DATA_SCHEMA } from './change-event.ts';

/** The parts of a change that matter to a test. Everything else has a realistic value. */
export interface SampleChange {
  readonly checkoutId: string;
  /** The state after the change. */
  readonly state: CheckoutState;
  /** The number of the change. By default 1. */
  readonly sequence?: number;
  /** The kinds that wait for a person after the change. By default none. */
  readonly attention?: readonly string[];
  /** The row before the change. By default there was none. Of the same state, it makes the event one of attention. */
  readonly previous?: PreviousRow;
  readonly provider?: string;
  /** The provider's word. By default the state in capitals. */
  readonly status?: string;
  readonly amount?: string;
  readonly currency?: string;
  /** The merchant's own reference. */
  readonly reference?: string;
}

const SOURCE = 'urn:checkout-webhooks:dev';
const TIME = '2026-01-01T00:00:00.000Z';
const DIGITS = 10;
const ID_CHARACTERS = 22;

/** Returns the event of a change, for tests. The same change has the same id and the same body. */
export function sampleEvent(change: SampleChange): ChangeEvent {
  const { checkoutId, state, sequence = 1, previous, provider = 'inqud' } = change;
  const digest = createHash('sha256').update(JSON.stringify(change)).digest('base64url');
  return {
    specversion: '1.0',
    id: `evt_${digest.slice(0, ID_CHARACTERS)}`,
    source: `${SOURCE}:${encodeURIComponent(provider)}:${encodeURIComponent(checkoutId)}`,
    type: previous?.state === state ? 'checkout.attention' : `checkout.${state}`,
    time: TIME,
    subject: checkoutId,
    sequence: String(sequence).padStart(DIGITS, '0'),
    datacontenttype: 'application/json',
    dataschema: DATA_SCHEMA,
    republished: false,
    data: sampleData(change, provider),
  };
}

function sampleData(change: SampleChange, provider: string): ChangeEvent['data'] {
  const { checkoutId, state, status = state.toUpperCase(), attention = [], previous = null } = change;
  return {
    checkoutId,
    provider,
    state,
    status,
    final: isFinal(state),
    since: TIME,
    amount: change.amount ?? null,
    currency: change.currency ?? null,
    amountReceived: null,
    currencyReceived: null,
    reference: change.reference ?? null,
    transactionHash: null,
    rawAmount: null,
    rawCurrency: null,
    attention,
    previous,
  };
}
