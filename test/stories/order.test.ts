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
