/** The story of a status that nobody knew, on a real engine: it arrives, the lifecycle learns it, the row is rebuilt. */

import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rewriteCheckout } from '../../lib/app/rows/rewrite-checkout.ts';
import { dynamodbCheckoutReader } from '../../lib/aws/dynamodb/dynamodb-checkout-reader.ts';
import { dynamodbCheckoutStore } from '../../lib/aws/dynamodb/dynamodb-checkout-store.ts';
import type { Lifecycle } from '../../lib/checkout/lifecycle.ts';
import { rebuiltRow } from '../../lib/checkout/rows/rebuild.ts';
import { attentionPolicy } from '../../lib/providers/attention-policy.ts';
import { inqud } from '../../lib/providers/inqud.ts';
import type { Provider } from '../../lib/providers/provider.ts';
import { createCheckoutTable } from '../../proof/kit/engines/checkout-table.ts';
import { type DynamodbEngine, startDynoxide } from '../../proof/kit/engines/dynamodb-engine.ts';
import { inqudBody, StoryService } from './service.ts';

const KEY = { checkoutId: 'CCO-1', provider: 'inqud' };
const CHARGED_BACK = { state: 'refunded', rank: 70 } as const;
const lifecycle: Lifecycle = { ...inqud.lifecycles['CCO-'], CHARGED_BACK };

/** Inqud after the word was added to its lifecycle table. */
const learned: Provider = {
  ...inqud,
  lifecycles: { ...inqud.lifecycles, 'CCO-': lifecycle },
  parse: (...delivery) => {
    const parsed = inqud.parse(...delivery);
    const isLearned = parsed.kind === 'checkout' && parsed.status === 'CHARGED_BACK';
    return isLearned ? { ...parsed, ...CHARGED_BACK } : parsed;
  },
};
const success = inqudBody('SUCCESS', '2026-01-01T00:00:01Z');
const chargedBack = inqudBody('CHARGED_BACK', '2026-01-01T01:00:00Z');

describe('A word that arrives before the lifecycle knows it', () => {
  let engine: DynamodbEngine;
  let table: string;
  beforeAll(async () => {
    engine = await startDynoxide();
    table = await createCheckoutTable(engine.client);
  });
  afterAll(() => engine?.stop());

  const openStore = () => {
    const settings = { TABLE_NAME: table, RETENTION_DAYS: 0 };
    return {
      ...dynamodbCheckoutStore(engine.client, settings),
      ...dynamodbCheckoutReader(engine.client, settings),
    };
  };

  /** Returns the attributes that readers decide by, as the table holds them. */
  async function attributes() {
    const Key = { checkoutId: { S: KEY.checkoutId }, provider: { S: KEY.provider } };
    const { Item = {} } = await engine.client.send(new GetItemCommand({ TableName: table, Key }));
    return {
      status: Item['status']?.S,
      state: Item['state']?.S,
      since: Item['since']?.S,
      attention: Item['attention']?.SS,
      events: Item['history']?.L?.length,
      revision: Item['revision']?.N,
    };
  }

  const rebuild = (write: boolean) => {
    const store = openStore();
    const policy = attentionPolicy(() => learned, KEY);
    const rewriting = { write, signal: new AbortController().signal };
    return rewriteCheckout({ reader: store, store }, KEY, (row) => rebuiltRow(row, policy), rewriting);
  };

  it('stays below the success with attention, and after a rebuild owns the row without it', async () => {
    const before = new StoryService(openStore());
    await before.deliver({ provider: 'inqud', body: success });
    const paid = {
      status: 'SUCCESS',
      state: 'succeeded',
      since: '2026-01-01T00:00:01.000Z',
      attention: undefined,
      events: 1,
      revision: '1',
    };
    expect(await attributes()).toEqual(paid);

    // The word arrives. The order is still paid, and a person is asked to look.
    await before.deliver({ provider: 'inqud', body: chargedBack });
    const waiting = { ...paid, attention: ['unknown_status'], events: 2, revision: '2' };
    expect(await attributes()).toEqual(waiting);
    expect(before.log.codes).toContain('checkout_unknown_status');

    // The lifecycle learns the word. Without --write, a rebuild changes nothing.
    await rebuild(false);
    expect(await attributes()).toEqual(waiting);

    await rebuild(true);
    const refunded = {
      ...paid,
      status: 'CHARGED_BACK',
      state: 'refunded',
      since: '2026-01-01T01:00:00.000Z',
      events: 2,
      revision: '3',
    };
    expect(await attributes()).toEqual(refunded);

    // The provider sends the same body again, and somebody rebuilds again. Neither changes anything.
    const after = new StoryService(openStore(), () => learned);
    await after.deliver({ provider: 'inqud', body: chargedBack });
    await rebuild(true);
    expect(await attributes()).toEqual(refunded);
    expect(after.log.codes).toContain('event_duplicate');
    expect(after.log.codes).not.toContain('checkout_unknown_status');
    expect(await after.checkouts.get(KEY.checkoutId)).toMatchObject({
      status: 'CHARGED_BACK',
      attention: [],
    });
  });

  it('is repaired by the same body too, if nobody rebuilds', async () => {
    table = await createCheckoutTable(engine.client);
    const before = new StoryService(openStore());
    for (const body of [success, chargedBack]) await before.deliver({ provider: 'inqud', body });
    expect(await attributes()).toMatchObject({ state: 'succeeded', attention: ['unknown_status'] });
    const after = new StoryService(openStore(), () => learned);
    await after.deliver({ provider: 'inqud', body: chargedBack });
    expect(await attributes()).toMatchObject({ state: 'refunded', attention: undefined, events: 2 });
  });
});
