import type { Plan, Roughness } from '../simulation/plan/plan.ts';
import type { Webhook } from '../simulation/plan/planned-webhook.ts';
import { arrivalsOf } from './arrivals.ts';
import { poison, small } from './small-webhooks.ts';

/** A world so small that every course it can take is gone through. */
export interface Scenario {
  readonly name: string;
  readonly plan: Plan;
}

/** Of each kind, as much as is asked for when it is explored. */
const anyFault: Roughness = { fails: 1, crashes: 1, disturbances: 1 };
const anyCrash: Roughness = { fails: 0, crashes: 1, disturbances: 0 };

const plan = (change: Partial<Plan>): Plan => ({
  arrived: [],
  webhooks: [],
  window: 2,
  strays: [],
  consumers: 2,
  secretStage: 1,
  rotates: false,
  hasSkew: false,
  roughness: anyFault,
  ...change,
});

const fresh = { amount: 99, reference: 'order-1' };
const paid = { transactionHash: '0x1' };

const created = small('tweed', 1, 'CREATED', 0, fresh);
const failed = small('tweed', 1, 'FAILED');
const done = small('tweed', 1, 'DONE', 0, paid);
const begun = small('CCO-', 1, 'NEW', 0, fresh);
const seen = small('CCO-', 1, 'PAYMENT_DETECTED', 5, paid);
const seenAtOnce = small('CCO-', 1, 'PAYMENT_DETECTED', 0, paid);
const success = small('CCO-', 1, 'SUCCESS', 10, paid);
const expired = small('CCO-', 1, 'EXPIRED', 20);
const unknown = small('CCO-', 1, 'MOON_PHASE', 30);
const other = small('ORCO-', 2, 'SUCCESS', 7);

type Cases = Readonly<Record<string, readonly Webhook[]>>;

/** What waits in the queue while two consumers take it in any portions, in any order. */
const upToTwo: Cases = {
  'one event': [success],
  'one event twice': [success, success],
  'two events': [begun, success],
  'a failure and a success': [failed, done],
  'two events of one nanosecond': [begun, seenAtOnce],
  'two checkouts': [success, other],
  'an event and poison': [success, poison()],
};

const three: Cases = {
  'three events': [begun, seen, success],
  'two events, one of them twice': [begun, success, begun],
  'poison between two events': [begun, poison(), success],
};

const threeMore: Cases = {
  'three events without a time': [created, failed, done],
  'a success that expires': [begun, success, expired],
  'an unknown word at the end': [begun, success, unknown],
  'one event three times': [success, success, success],
  'two checkouts, three events': [begun, other, success],
};

/** What a provider sends while both functions run, from its first attempt to the row. */
const fromProvider: Cases = {
  'one event from the provider': [success],
  'poison from the provider': [poison()],
};

const waiting = (cases: Cases, roughness: Roughness): Promise<readonly Scenario[]> =>
  Promise.all(
    Object.entries(cases).map(async ([name, webhooks]) => ({
      name,
      plan: plan({ arrived: await arrivalsOf(webhooks), roughness }),
    })),
  );

const sent = (cases: Cases): readonly Scenario[] =>
  Object.entries(cases).map(([name, webhooks]) => ({ name, plan: plan({ webhooks }) }));

/** One or two messages: every fault that there is. Some seconds. */
export const smallScenarios = async (): Promise<readonly Scenario[]> => [
  ...(await waiting(upToTwo, anyFault)),
  ...sent(fromProvider),
];

/** Three messages: every crash. Half a minute. */
export const crashScenarios = (): Promise<readonly Scenario[]> => waiting(three, anyCrash);

/** Everything, with every fault that there is. Minutes. */
export const allScenarios = async (): Promise<readonly Scenario[]> => [
  ...(await smallScenarios()),
  ...(await waiting({ ...three, ...threeMore }, anyFault)),
];
