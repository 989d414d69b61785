import type { CheckoutView } from '../lib/checkout/view.ts';
import { inqud } from '../lib/providers/inqud.ts';
import type { Provider } from '../lib/providers/provider.ts';
import { tweed } from '../lib/providers/tweed.ts';

/** One delivery: what is sent, what must become of it, and what there is to see. */
export interface Step {
  readonly status: string;
  readonly becomes: 'advanced' | 'late' | 'duplicate' | 'refused' | 'dead-lettered';
  readonly remark?: string;
  /** Minutes after the first event, for a provider that tells the time. */
  readonly minute?: number;
  readonly secret?: string;
  /** In place of a sample. */
  readonly body?: string;
}

export interface DemoCheckout {
  readonly provider: Provider;
  readonly checkoutId: string;
  readonly title: string;
  readonly steps: readonly Step[];
  /** What the row must be in the end. */
  readonly row: {
    readonly status: string;
    readonly state: CheckoutView['state'];
    readonly outcomes: readonly string[];
    readonly attention: readonly string[];
  };
}

/** The demonstration as data. */
export const demoCheckouts: readonly DemoCheckout[] = [
  {
    provider: inqud,
    checkoutId: 'CCO-demo',
    title: 'late, twice, forged, and once in a form that nobody can read',
    steps: [
      { status: 'NEW', minute: 0, becomes: 'advanced' },
      {
        status: 'SUCCESS',
        minute: 3,
        becomes: 'refused',
        secret: 'guessed',
        remark: 'forged: signed with a wrong secret',
      },
      { status: 'PAYMENT_DETECTED', minute: 2, becomes: 'advanced', remark: 'overtook REQUEST_CREATED' },
      {
        status: 'REQUEST_CREATED',
        minute: 1,
        becomes: 'late',
        remark: 'goes into the history, takes nothing back',
      },
      {
        status: '(cut off)',
        body: '{"id":"CCO-demo","status":',
        becomes: 'dead-lettered',
        remark: 'authentic, but no JSON',
      },
      { status: 'SUCCESS', minute: 3, becomes: 'advanced' },
      { status: 'SUCCESS', minute: 3, becomes: 'duplicate', remark: 'the provider missed our 200' },
      { status: 'NEW', minute: 0, becomes: 'duplicate', remark: 'a retry from days ago' },
    ],
    row: {
      status: 'SUCCESS',
      state: 'succeeded',
      outcomes: ['NEW advanced', 'REQUEST_CREATED late', 'PAYMENT_DETECTED advanced', 'SUCCESS advanced'],
      attention: [],
    },
  },
  {
    provider: tweed,
    checkoutId: 'demo-backwards',
    title: 'its whole life backwards, and no time in any of the webhooks',
    steps: [
      { status: 'DONE', becomes: 'advanced', remark: 'the end comes first' },
      { status: 'TRANSACTION_BROADCAST', becomes: 'late' },
      { status: 'DONE', becomes: 'duplicate' },
      { status: 'PERFORM_CHECKOUT_SUBMITTED', becomes: 'late' },
      { status: 'CREATED', becomes: 'late' },
      { status: 'CREATED', becomes: 'duplicate' },
    ],
    row: {
      status: 'DONE',
      state: 'succeeded',
      outcomes: [
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
    title: 'the provider contradicts itself: paid and failed',
    steps: [
      { status: 'CREATED', becomes: 'advanced' },
      { status: 'DONE', becomes: 'advanced' },
      { status: 'FAILED', becomes: 'late', remark: 'does not undo DONE, and someone has to look' },
    ],
    row: {
      status: 'DONE',
      state: 'succeeded',
      outcomes: ['CREATED advanced', 'FAILED late', 'DONE advanced'],
      attention: ['conflict'],
    },
  },
];
