import type { CheckoutView } from '../lib/checkout/view.ts';
import { inqud } from '../lib/providers/inqud.ts';
import type { Provider } from '../lib/providers/provider.ts';
import { tweed } from '../lib/providers/tweed.ts';

/** A webhook to send, with the outcome that it must have. */
export interface DemoWebhook {
  readonly status: string;
  readonly outcome: 'advanced' | 'late' | 'duplicate' | 'refused' | 'dead-lettered';
  /** Printed beside the outcome. */
  readonly remark?: string;
  /** Minutes after the first event, for a provider that sends times. */
  readonly minute?: number;
  readonly secret?: string;
  /** Replaces the sample. */
  readonly body?: string;
}

/** A checkout, with its webhooks in the order in which they are sent, and the row that they must lead to. */
export interface DemoCheckout {
  readonly provider: Provider;
  readonly checkoutId: string;
  readonly title: string;
  readonly webhooks: readonly DemoWebhook[];
  readonly row: {
    readonly status: string;
    readonly state: CheckoutView['state'];
    readonly history: readonly string[];
    readonly attention: readonly string[];
  };
}

export const demoCheckouts: readonly DemoCheckout[] = [
  {
    provider: inqud,
    checkoutId: 'CCO-demo',
    title: 'webhooks that are late, repeated, forged, or cut off',
    webhooks: [
      { status: 'NEW', minute: 0, outcome: 'advanced' },
      {
        status: 'SUCCESS',
        minute: 3,
        outcome: 'refused',
        secret: 'guessed',
        remark: 'forged: signed with a wrong secret',
      },
      { status: 'PAYMENT_DETECTED', minute: 2, outcome: 'advanced', remark: 'overtook REQUEST_CREATED' },
      {
        status: 'REQUEST_CREATED',
        minute: 1,
        outcome: 'late',
        remark: 'added to the history, state unchanged',
      },
      {
        status: '(cut off)',
        body: '{"id":"CCO-demo","status":',
        outcome: 'dead-lettered',
        remark: 'signed correctly, but not valid JSON',
      },
      { status: 'SUCCESS', minute: 3, outcome: 'advanced' },
      { status: 'SUCCESS', minute: 3, outcome: 'duplicate', remark: 'the provider did not get our 200' },
      { status: 'NEW', minute: 0, outcome: 'duplicate', remark: 'a retry, days later' },
    ],
    row: {
      status: 'SUCCESS',
      state: 'succeeded',
      history: ['NEW advanced', 'REQUEST_CREATED late', 'PAYMENT_DETECTED advanced', 'SUCCESS advanced'],
      attention: [],
    },
  },
  {
    provider: tweed,
    checkoutId: 'demo-backwards',
    title: 'all webhooks in reverse order, without times',
    webhooks: [
      { status: 'DONE', outcome: 'advanced', remark: 'the last event arrives first' },
      { status: 'TRANSACTION_BROADCAST', outcome: 'late' },
      { status: 'DONE', outcome: 'duplicate' },
      { status: 'PERFORM_CHECKOUT_SUBMITTED', outcome: 'late' },
      { status: 'CREATED', outcome: 'late' },
      { status: 'CREATED', outcome: 'duplicate' },
    ],
    row: {
      status: 'DONE',
      state: 'succeeded',
      history: [
        'CREATED late',
        'PERFORM_CHECKOUT_SUBMITTED late',
        'TRANSACTION_BROADCAST late',
        'DONE advanced',
      ],
      attention: [],
    },
  },
  {
    provider: tweed,
    checkoutId: 'demo-contradiction',
    title: 'the provider reports both paid and failed',
    webhooks: [
      { status: 'CREATED', outcome: 'advanced' },
      { status: 'DONE', outcome: 'advanced' },
      { status: 'FAILED', outcome: 'late', remark: 'does not undo DONE, but needs attention' },
    ],
    row: {
      status: 'DONE',
      state: 'succeeded',
      history: ['CREATED advanced', 'FAILED late', 'DONE advanced'],
      attention: ['conflict'],
    },
  },
];
