import { execFileSync } from 'node:child_process';
import { checkoutsTable } from 'checkout-webhooks';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { applyEvents } from '../../lib/app/apply-events.ts';
import { dynamodbCheckoutStore } from '../../lib/aws/dynamodb/dynamodb-checkout-store.ts';
import { createCheckoutTable } from '../../proof/kit/engines/checkout-table.ts';
import { type DynamodbEngine, startDynoxide } from '../../proof/kit/engines/dynamodb-engine.ts';
import { applyingTo } from '../../proof/kit/rows.ts';
import { anEntry } from '../checkout/entry-builder.ts';

describe('The package, imported by a merchant’s own code', () => {
  let engine: DynamodbEngine;
  let tableName: string;
  beforeAll(async () => {
    execFileSync('npm', ['run', '-s', 'build'], { stdio: 'inherit' });
    engine = await startDynoxide();
    tableName = await createCheckoutTable(engine.client);
    const store = dynamodbCheckoutStore(engine.client, {
      TABLE_NAME: tableName,
      RETENTION_DAYS: 0,
    });
    const entry = anEntry({ status: 'SUCCESS', state: 'succeeded', details: { reference: 'order-1001' } });
    await applyEvents(
      applyingTo(store),
      { checkoutId: 'CCO-1', provider: 'inqud' },
      [entry],
      new AbortController().signal,
    );
  });
  afterAll(() => engine?.stop());

  it('decides in plain JavaScript whether to ship, as the README does', () => {
    const client = {
      endpoint: engine.endpoint,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'l', secretAccessKey: 'l' },
    };
    const program = `
      import { checkoutsTable } from 'checkout-webhooks';
      const checkouts = checkoutsTable(${JSON.stringify({ tableName, client })});
      const checkout = await checkouts.get('CCO-1');
      if (checkout?.state === 'succeeded' && checkout.attention.length === 0) console.log('ship', checkout.reference);
      console.log((await checkouts.findByReference('order-1001')).items.length, await checkouts.get('CCO-2'));`;
    const output = execFileSync('node', ['--input-type=module', '--eval', program], { encoding: 'utf8' });
    expect(output).toBe('ship order-1001\n1 undefined\n');
  });

  it('is typed', () => {
    const checkouts = checkoutsTable({ tableName: 'checkouts' });
    expectTypeOf(checkouts.get)
      .returns.resolves.exclude<undefined>()
      .toHaveProperty('state')
      .extract<'succeeded'>()
      .toEqualTypeOf<'succeeded'>();
  });
});
