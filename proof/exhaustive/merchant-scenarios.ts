import type { MerchantPlan } from '../simulation/plan/merchant/merchant-plan.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import type { Webhook } from '../simulation/plan/planned-webhook.ts';
import { arrivalsOf } from './arrivals.ts';
import { anyCrash, plan, type Scenario } from './scenarios.ts';
import { small } from './small-webhooks.ts';

const price = { amount: 99 };
const success = small('CCO-', 1, 'SUCCESS', 10, price);
const failed = small('tweed', 1, 'FAILED', 0, price);
const done = small('tweed', 1, 'DONE', 0, price);

interface MerchantCase {
  readonly name: string;
  readonly webhooks: readonly Webhook[];
  readonly merchant?: Partial<MerchantPlan>;
  readonly change?: Partial<Plan>;
}

const oneShop: MerchantPlan = {
  lanes: 1,
  queues: ['fifo'],
  workers: 1,
  republishes: 0,
  resolves: 0,
  foreignItems: 0,
};

/** The rows are written. Publishers and workers run in every interleaving, each with every single fault. */
const writtenCases: readonly MerchantCase[] = [
  { name: 'a paid checkout and a FIFO queue', webhooks: [success] },
  {
    name: 'a paid checkout and a standard queue',
    webhooks: [success],
    merchant: { queues: ['standard'] },
  },
  { name: 'a paid checkout and two workers', webhooks: [success], merchant: { workers: 2 } },
];

const largeWrittenCases: readonly MerchantCase[] = [
  { name: 'a paid checkout beside a republish', webhooks: [success], merchant: { republishes: 1 } },
  { name: 'a paid checkout that was contradicted', webhooks: [done, failed] },
];

/** From the queue on, so that claims meet webhooks and rebuilds. */
const waitingCases: readonly MerchantCase[] = [
  { name: 'a paid checkout, from the queue to the parcel', webhooks: [success] },
  {
    name: 'a paid checkout beside a rebuild, from the queue to the parcel',
    webhooks: [success],
    change: { rebuilds: 1 },
  },
];

async function scenariosOf(
  cases: readonly MerchantCase[],
  common: Partial<Plan>,
): Promise<readonly Scenario[]> {
  const scenarios: Scenario[] = [];
  for (const { name, webhooks, merchant, change } of cases) {
    const arrived = await arrivalsOf(webhooks);
    const settings = { arrived, consumers: 1, merchant: { ...oneShop, ...merchant }, ...common, ...change };
    scenarios.push({ name, plan: plan(settings) });
  }
  return scenarios;
}

/** With crashes as the only fault, they take seconds. */
export const merchantScenarios = (): Promise<readonly Scenario[]> =>
  scenariosOf(writtenCases, { isApplied: true, roughness: anyCrash });

/** All of them. It takes minutes. */
export const allMerchantScenarios = async (): Promise<readonly Scenario[]> => [
  ...(await scenariosOf([...writtenCases, ...largeWrittenCases], { isApplied: true })),
  ...(await scenariosOf(waitingCases, { roughness: anyCrash })),
];
