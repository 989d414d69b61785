import type { Lifecycle } from '../../lib/checkout/lifecycle.ts';
import { findProvider, providers } from '../../lib/providers/registry.ts';
import { withChangedLifecycles } from '../kit/changed-lifecycle.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import type { Webhook } from '../simulation/plan/planned-webhook.ts';
import { arrivalsOf } from './arrivals.ts';
import { plan, type Scenario } from './scenarios.ts';
import { learnedStatus, small, smallWith } from './small-webhooks.ts';

const learn = (lifecycle: Lifecycle): Lifecycle => ({ ...lifecycle, [learnedStatus.status]: learnedStatus });
const learned = new Map(providers.map((provider) => [provider.name, withChangedLifecycles(provider, learn)]));

const older = { name: 'older', findProvider };
/** It knows one more word, which the older version takes for unknown. */
const newer = { name: 'newer', findProvider: (name: string) => learned.get(name) };

const success = small('CCO-', 1, 'SUCCESS', 10, { transactionHash: '0x1' });
const refunded = smallWith('CCO-', 1, learnedStatus, 20);
const refundedFirst = smallWith('CCO-', 1, learnedStatus, 5, { reference: 'order-1' });
const done = small('tweed', 1, 'DONE', 0, { transactionHash: '0x1' });
const returned = smallWith('tweed', 1, learnedStatus);

interface VersionCase {
  readonly name: string;
  readonly webhooks: readonly Webhook[];
  readonly change: Partial<Plan>;
}

/** Each batch is received by either version. Afterwards the newer version rebuilds the rows. */
const both = { versions: [older, newer] };
const crashesOnly = { fails: 0, crashes: 1, disturbances: 0 };

const smallCases: readonly VersionCase[] = [
  { name: 'two versions, a learned word', webhooks: [refunded], change: both },
];

/** Larger ones, with crashes as the only fault. */
const crashCases: readonly VersionCase[] = [
  {
    name: 'two versions, a learned word and a rebuild, crashes only',
    webhooks: [refunded],
    change: { ...both, rebuilds: 1, roughness: crashesOnly },
  },
  {
    name: 'two versions, a learned word twice, crashes only',
    webhooks: [returned, returned],
    change: { ...both, roughness: crashesOnly },
  },
  {
    name: 'two versions, a learned word below a success, crashes only',
    webhooks: [refundedFirst, success],
    change: { ...both, roughness: crashesOnly },
  },
  {
    name: 'two events beside a rebuild, crashes only',
    webhooks: [done, returned],
    change: { versions: [newer], rebuilds: 1, roughness: crashesOnly },
  },
];

/** They take minutes. */
const largeCases: readonly VersionCase[] = [
  {
    name: 'two versions, a learned word and a rebuild',
    webhooks: [refunded],
    change: { ...both, rebuilds: 1 },
  },
  { name: 'two versions, a learned word twice', webhooks: [refunded, refunded], change: both },
  { name: 'two versions, a success and a learned word', webhooks: [success, refunded], change: both },
  { name: 'two versions, a learned word below a success', webhooks: [refundedFirst, success], change: both },
  {
    name: 'two events beside a rebuild',
    webhooks: [done, returned],
    change: { versions: [newer], rebuilds: 1 },
  },
  {
    name: 'two versions, two events and a rebuild, crashes only',
    webhooks: [done, returned],
    change: { ...both, rebuilds: 1, roughness: crashesOnly },
  },
];

async function scenariosOf(cases: readonly VersionCase[]): Promise<readonly Scenario[]> {
  const scenarios: Scenario[] = [];
  for (const { name, webhooks, change } of cases)
    scenarios.push({ name, plan: plan({ arrived: await arrivalsOf(webhooks), ...change }) });
  return scenarios;
}

/** Two versions, and a rebuild, over every interleaving of the smallest cases. They take seconds. */
export const smallVersionScenarios = (): Promise<readonly Scenario[]> =>
  scenariosOf([...smallCases, ...crashCases]);

/** All of them, with every kind of fault. */
export const allVersionScenarios = (): Promise<readonly Scenario[]> =>
  scenariosOf([...smallCases, ...largeCases]);
