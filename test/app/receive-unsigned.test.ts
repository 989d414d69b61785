import { describe, expect, it } from 'vitest';
import { logCodes } from '../../lib/app/log-codes.ts';
import { receiveDelivery } from '../../lib/app/receive-delivery.ts';
import { MemorySecretStore } from '../../lib/memory/memory-secret-store.ts';
import { withoutUndefined } from '../../lib/values/without-undefined.ts';
import type { Delivery } from '../../lib/webhook/delivery.ts';
import { aDelivery, receiveParts } from '../../proof/kit/deliveries.ts';

const INQUD_ADDRESS = '3.64.51.60';
const unsignedSources = [{ provider: 'inqud', address: INQUD_ADDRESS }];
const unsigned = (given: Partial<Delivery>) => aDelivery({ headers: {}, ...given });

/** Receives a delivery at a merchant who never set a secret at Inqud. */
async function receive(delivery: Delivery, sources: typeof unsignedSources | undefined) {
  const parts = receiveParts();
  const secrets = new MemorySecretStore(new Map([['tweed', ['tweed-secret']]]));
  const dependencies = withoutUndefined({ ...parts.dependencies, secrets, unsignedSources: sources });
  const { outcome } = await receiveDelivery(dependencies, delivery, parts.invocation);
  return { outcome, codes: parts.log.codes, reason: parts.log.entries[0]?.fields.reason };
}

describe('A delivery without a signature', () => {
  // A stranger who found the path of a provider that is not in use must not wake the person on call.
  it('to a provider without a secret is refused as any other, and nothing is reported as our fault', async () => {
    const { outcome, codes, reason } = await receive(unsigned({ sourceIp: INQUD_ADDRESS }), undefined);
    expect({ outcome, codes, reason }).toEqual({
      outcome: 'unauthorized',
      codes: ['delivery_unauthorized'],
      reason: 'signature_missing',
    });
    for (const code of codes) expect(logCodes[code]).toEqual({ level: 'warn', counts: 'Refused' });
  });

  it('is refused without a look at the secrets', async () => {
    const { dependencies, invocation } = receiveParts();
    const asked = () => Promise.reject(new Error('was asked'));
    const secrets = { secretsOf: asked, freshSecretsOf: asked };
    const received = await receiveDelivery({ ...dependencies, secrets }, unsigned({}), invocation);
    expect(received).toEqual({ outcome: 'unauthorized' });
  });

  it('is queued from a listed address, and reported with its own code', async () => {
    const { outcome, codes } = await receive(unsigned({ sourceIp: INQUD_ADDRESS }), unsignedSources);
    expect({ outcome, codes }).toEqual({ outcome: 'queued', codes: ['delivery_queued_unsigned'] });
  });

  it.each(['3.64.51.60', '203.0.113.7'])(
    'is queued from %s, one of two listed addresses',
    async (sourceIp) => {
      const two = [...unsignedSources, { provider: 'inqud', address: '203.0.113.7' }];
      expect((await receive(unsigned({ sourceIp }), two)).outcome).toBe('queued');
    },
  );

  it.each([['3.64.51.6'], ['3.64.51.600'], ['::ffff:3.64.51.60'], ['203.0.113.9'], [undefined]])(
    'is refused from %s, which is not listed',
    async (sourceIp) => {
      const delivery = unsigned(sourceIp === undefined ? {} : { sourceIp });
      const { outcome, reason } = await receive(delivery, unsignedSources);
      expect({ outcome, reason }).toEqual({ outcome: 'unauthorized', reason: 'source_not_listed' });
    },
  );

  it('is refused if only a header claims the listed address', async () => {
    const headers = { 'x-forwarded-for': INQUD_ADDRESS, 'x-real-ip': INQUD_ADDRESS };
    const { outcome } = await receive(unsigned({ headers, sourceIp: '203.0.113.9' }), unsignedSources);
    expect(outcome).toBe('unauthorized');
  });

  it('is refused from the listed address of another provider', async () => {
    const delivery = unsigned({ provider: 'tweed', sourceIp: INQUD_ADDRESS });
    const { outcome, reason } = await receive(delivery, unsignedSources);
    expect({ outcome, reason }).toEqual({ outcome: 'unauthorized', reason: 'signature_missing' });
  });

  it('is judged by its signature if it has one, even from a listed address', async () => {
    const headers = { 'x-payload-digest': '0'.repeat(40) };
    const delivery = aDelivery({ headers, sourceIp: INQUD_ADDRESS });
    expect((await receive(delivery, unsignedSources)).outcome).toBe('no_secret');
  });
});
