/**
 * Stories of systems that applied events in the wrong order. Each is named above its test; docs/reliability.md lists
 * them all.
 */

import { describe, expect, it } from 'vitest';
import { permutationsOf } from '../../proof/kit/permutations.ts';
import { inqudBody, StoryService, tweedBody } from './service.ts';

async function afterTweed(...statuses: readonly string[]) {
  const service = new StoryService();
  for (const status of statuses) await service.deliver({ provider: 'tweed', body: tweedBody(status) });
  return service.checkouts.get('a');
}

describe('When events come in the wrong order,', () => {
  // adyen-shopware6#311, nearmerch.com#209, woocommerce-gateway-stripe#905
  it('a late failure does not take a paid order back, and the contradiction is shown', async () => {
    expect(await afterTweed('CREATED', 'DONE', 'FAILED')).toMatchObject({
      status: 'DONE',
      state: 'succeeded',
      attention: [{ kind: 'conflict' }],
    });
  });

  // open-forms#5942
  it('a first failure does not block the later success', async () => {
    expect(await afterTweed('FAILED', 'DONE')).toMatchObject({ status: 'DONE', state: 'succeeded' });
  });

  // woocommerce-payments#3783
  it('an event that comes before its checkout is announced begins the row', async () => {
    expect(await afterTweed('DONE')).toMatchObject({ status: 'DONE', history: { length: 1 } });
    expect(await afterTweed('DONE', 'CREATED')).toMatchObject({ status: 'DONE', history: { length: 2 } });
  });

  // stripe/sync-engine#268: four of the six orders ended wrong.
  it.each(permutationsOf(['NEW', 'PAYMENT_DETECTED', 'SUCCESS']))(
    'three events of one second end in the same row: %s, %s, %s',
    async (...statuses) => {
      const service = new StoryService();
      for (const status of statuses)
        await service.deliver({ provider: 'inqud', body: inqudBody(status, '2026-01-01T00:00:01Z') });
      expect(await service.checkouts.get('CCO-1')).toMatchObject({
        status: 'SUCCESS',
        history: { length: 3 },
      });
    },
  );

  // Inqud documents that the time of the update may be null. By its time of creation, a success was below every step.
  it.each(permutationsOf([0, 1, 2]))(
    'a success without a time is above the steps that have one (%i, %i, %i)',
    async (...order) => {
      const bodies = [
        inqudBody('REQUEST_CREATED', '2026-01-01T00:00:01Z'),
        inqudBody('PAYMENT_DETECTED', '2026-01-01T00:00:02Z'),
        inqudBody('SUCCESS', null),
      ];
      const service = new StoryService();
      for (const index of order) {
        await service.deliver({ provider: 'inqud', body: bodies[index] ?? expect.fail() });
      }
      expect(await service.checkouts.get('CCO-1')).toMatchObject({
        status: 'SUCCESS',
        state: 'succeeded',
        since: '2026-01-01T00:00:00.000Z',
        attention: [],
        history: { length: 3 },
      });
    },
  );

  // The form of the body of Inqud's crypto widget is not documented.
  it('a success without the time of the creation is applied', async () => {
    const service = new StoryService();
    const success = '{"id":"CCO-1","status":"SUCCESS","lastUpdatedAt":"2026-01-01T00:00:02Z"}';
    await service.deliver({ provider: 'inqud', body: Buffer.from(success) });
    expect(await service.checkouts.get('CCO-1')).toMatchObject({ state: 'succeeded', attention: [] });
  });

  it('an open status without any time does not replace one that has a time', async () => {
    const service = new StoryService();
    const detected = Buffer.from('{"id":"CCO-1","status":"PAYMENT_DETECTED"}');
    await service.deliver({ provider: 'inqud', body: inqudBody('REQUEST_CREATED', '2026-01-01T00:00:01Z') });
    await service.deliver({ provider: 'inqud', body: detected });
    expect(await service.checkouts.get('CCO-1')).toMatchObject({ status: 'REQUEST_CREATED', attention: [] });
  });

  // Found while this service was designed: as text, 46.8Z is greater than 46.88Z.
  it.each(permutationsOf(['46.8Z', '46.88Z', '46.882256224Z']))(
    'fractions of a second are compared as times and not as text: %s, %s, %s',
    async (...seconds) => {
      const service = new StoryService();
      for (const second of seconds)
        await service.deliver({
          provider: 'inqud',
          body: inqudBody(`AT ${second}`, `2026-01-01T00:00:${second}`),
        });
      expect(await service.checkouts.get('CCO-1')).toMatchObject({ status: 'AT 46.882256224Z' });
    },
  );
});
