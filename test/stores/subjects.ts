import type { CheckoutCounter, CheckoutReader, CheckoutStore, ClaimStore } from '../../lib/app/ports.ts';
import { dynamodbCheckoutCounter } from '../../lib/aws/dynamodb/dynamodb-checkout-counter.ts';
import { dynamodbCheckoutReader } from '../../lib/aws/dynamodb/dynamodb-checkout-reader.ts';
import { dynamodbCheckoutStore } from '../../lib/aws/dynamodb/dynamodb-checkout-store.ts';
import { dynamodbClaimStore } from '../../lib/aws/dynamodb/dynamodb-claim-store.ts';
import type { TableSettings } from '../../lib/aws/settings.ts';
import { MemoryCheckoutStore } from '../../lib/memory/memory-checkout-store.ts';
import { createCheckoutTable } from '../../proof/kit/engines/checkout-table.ts';
import {
  type DynamodbEngine,
  startDynamodbLocal,
  startDynoxide,
  whyNoDynamodbLocal,
} from '../../proof/kit/engines/dynamodb-engine.ts';

/** A running store, for the contract suites. */
export interface Subject {
  readonly store: CheckoutStore & CheckoutReader & CheckoutCounter & ClaimStore;
  stop(): Promise<void>;
}

export interface SubjectKind {
  readonly name: string;
  readonly start: () => Promise<Subject>;
  /** Why it cannot run here; undefined when it can. */
  readonly skip: string | undefined;
  /** How many generated schedules are tried on it: as many as take a few seconds. */
  readonly runs: number;
}

const memory = async (): Promise<Subject> => ({
  store: new MemoryCheckoutStore(),
  stop: async () => undefined,
});

const onEngine = (start: () => Promise<DynamodbEngine>) => async (): Promise<Subject> => {
  const engine = await start();
  const settings: TableSettings = {
    TABLE_NAME: await createCheckoutTable(engine.client),
    RETENTION_DAYS: 0,
  };
  const store = {
    ...dynamodbCheckoutStore(engine.client, settings),
    ...dynamodbCheckoutReader(engine.client, settings),
    ...dynamodbCheckoutCounter(engine.client, settings),
    ...dynamodbClaimStore(engine.client, settings),
  };
  return { store, stop: engine.stop };
};

/** Every implementation of the checkout store. The contract suites run on all of them. */
export const subjects: readonly SubjectKind[] = [
  { name: 'memory', start: memory, skip: undefined, runs: 200 },
  { name: 'dynoxide', start: onEngine(startDynoxide), skip: undefined, runs: 25 },
  { name: 'DynamoDB Local', start: onEngine(startDynamodbLocal), skip: whyNoDynamodbLocal(), runs: 10 },
];
