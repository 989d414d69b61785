import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, expectTypeOf, it } from 'vitest';
import { checkoutsTable } from '../../lib/checkouts-table.ts';
import { createCheckoutTable } from '../../proof/kit/engines/checkout-table.ts';
import { type DynamodbEngine, startDynoxide } from '../../proof/kit/engines/dynamodb-engine.ts';
import { documentAt } from '../docs/documents.ts';
import { openRowWriter, type RowWriter } from '../examples/example-rows.ts';
import { readerEnvironment } from '../examples/reader-environment.ts';
import { Shop } from './shop.ts';

/** The table and the checkout of the README's example. */
const TABLE = 'checkout-webhooks-prod';
const ID = 'CCO-1';

const [example = ''] = documentAt('README.md').blocks.filter((block) => block.startsWith('```ts\n'));
/** The example, with a shop that only says what it does. */
const program = `
const ship = async (order) => console.log('ships', order.checkoutId);
${example.split('\n').slice(1, -1).join('\n')}`;

describe('The package, imported by a merchant’s own code', () => {
  let engine: DynamodbEngine;
  let shop: Shop;
  let rows: RowWriter;
  beforeAll(async () => {
    shop = await Shop.withBuild();
    engine = await startDynoxide();
    rows = openRowWriter(engine.client, TABLE);
  });
  afterAll(async () => {
    await engine?.stop();
    await shop?.remove();
  });
  beforeEach(async () => {
    await createCheckoutTable(engine.client, TABLE);
  });
  afterEach(async () => {
    await engine.client.send(new DeleteTableCommand({ TableName: TABLE }));
  });

  const run = (code: string): string =>
    shop.runWith(readerEnvironment(engine), 'node', '--input-type=module', '--eval', code);

  it('decides whether to ship with the README’s own lines: it ships what is paid', async () => {
    await rows.receive(ID, 'NEW', 'SUCCESS');
    expect(run(program)).toBe(`ships ${ID}\n`);
  });

  it.each<[string, () => Promise<void> | undefined]>([
    ['no checkout has the id', () => undefined],
    ['it is not paid yet', () => rows.receive(ID, 'NEW')],
    ['another amount was paid', () => rows.receiveAmount(ID, 'SUCCESS', { amount: 0.01, currency: 'USD' })],
    [
      'another currency was paid',
      () => rows.receiveAmount(ID, 'SUCCESS', { amount: 100.25, currency: 'EUR' }),
    ],
    ['the webhook says no amount', () => rows.receiveAmount(ID, 'SUCCESS', null)],
    ['it expired before', () => rows.receive(ID, 'EXPIRED', 'SUCCESS')],
    ['it expired later', () => rows.receive(ID, 'SUCCESS', 'EXPIRED')],
    ['a word that nobody knows came after it', () => rows.receive(ID, 'SUCCESS', 'CHARGED_BACK')],
    ['attention is not in the row yet', () => rows.receiveAndCrash(ID, 'EXPIRED', 'SUCCESS')],
    ['success was taken back meanwhile', () => rows.receiveAndCrash(ID, 'SUCCESS', 'NEW', 'SUCCESS')],
  ])('holds with the README’s own lines when %s', async (_name, write) => {
    await write();
    expect(run(program)).toBe('');
  });

  it('finds checkouts by reference, and none where there is none', async () => {
    await rows.receive(ID, 'SUCCESS');
    const code = `
      import { checkoutsTable } from 'checkout-webhooks';
      const checkouts = checkoutsTable({ tableName: '${TABLE}' });
      console.log((await checkouts.findByReference('order-${ID}')).items.length, await checkouts.get('CCO-2'));`;
    expect(run(code)).toBe('1 undefined\n');
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
