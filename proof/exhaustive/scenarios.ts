import type { Plan, Roughness } from '../simulation/plan/plan.ts';
import type { Webhook } from '../simulation/plan/planned-webhook.ts';
import { arrivalsOf } from './arrivals.ts';
import { poison, small } from './small-webhooks.ts';

/** A world that is small enough to run every course that it can take. */
export interface Scenario {
  readonly name: string;
  readonly plan: Plan;
}

/** Every kind of fault. The exploration decides how many of them a course has. */
const anyFault: Roughness = { fails: 1, crashes: 1, disturbances: 1 };
export const anyCrash: Roughness = { fails: 0, crashes: 1, disturbances: 0 };

/** A plan of two consumers and any fault, with changes. */
export const plan = (change: Partial<Plan>): Plan => ({
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

/** Messages that wait in the queue. Two consumers receive them in any batches and any order. */
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

/** Webhooks that a provider sends while both functions run, from its first attempt to the row. */
const fromProvider: Cases = {
  'one event from the provider': [success],
  'poison from the provider': [poison()],
};

async function waitingScenarios(cases: Cases, roughness: Roughness): Promise<readonly Scenario[]> {
  const scenarios: Scenario[] = [];
  for (const [name, webhooks] of Object.entries(cases)) {
    scenarios.push({ name, plan: plan({ arrived: await arrivalsOf(webhooks), roughness }) });
  }
  return scenarios;
}

const sentScenarios = (cases: Cases): readonly Scenario[] =>
  Object.entries(cases).map(([name, webhooks]) => ({ name, plan: plan({ webhooks }) }));

/** One or two messages, with every kind of fault. They take seconds. */
export const smallScenarios = async (): Promise<readonly Scenario[]> => [
  ...(await waitingScenarios(upToTwo, anyFault)),
  ...sentScenarios(fromProvider),
];

/** Three messages, with crashes. They take a minute. */
export const crashScenarios = (): Promise<readonly Scenario[]> => waitingScenarios(three, anyCrash);

/** Everything, with every kind of fault. It takes minutes. */
export const allScenarios = async (): Promise<readonly Scenario[]> => [
  ...(await smallScenarios()),
  ...(await waitingScenarios({ ...three, ...threeMore }, anyFault)),
];
