/** Bodies and values that need a lot of memory, time or stack, which a random run draws too rarely. */

import { describe, expect, it } from 'vitest';
import { providers } from '../../lib/providers/registry.ts';
import { Dice } from '../kit/random/dice.ts';
import { signedBy } from '../kit/signed-by.ts';
import { playRound } from './hostile-round.ts';
import { secretsOf } from './known-secrets.ts';
import { heavyBodies } from './requests/foreign-body.ts';
import { hostileValues, nested } from './requests/hostile-values.ts';

/** The highest allowed value of MAX_BODY_BYTES. */
const MAX_BODY_BYTES = 700 * 1024;
const settings = { secretsOf, maxBodyBytes: MAX_BODY_BYTES };
/** Generous. A provider would have given up before. */
const LONGEST_MS = 5_000;

describe.each(providers.map((provider) => ({ provider, name: provider.name })))('$name', ({ provider }) => {
  const post = (body: Buffer, headers: Readonly<Record<string, string>>) => ({
    number: 0,
    request: {
      name: 'corpus',
      method: 'POST',
      target: `/webhooks/${provider.name}`,
      headers: Object.entries(headers),
      body,
    },
  });

  it.each(heavyBodies(new Dice(1)).map(({ name, bytes }) => [name, bytes] as const))(
    'survives %s, with and without a signature',
    async (_name, body) => {
      const started = performance.now();
      const signed = post(body, signedBy(provider, body, secretsOf(provider.name)[0] ?? ''));
      const { findings, tally } = await playRound(settings, [signed, post(body, {}), signed]);
      expect(findings).toEqual([]);
      expect(tally.authentic).toBe(body.length > MAX_BODY_BYTES ? 0 : 2);
      expect(performance.now() - started).toBeLessThan(LONGEST_MS);
    },
  );

  it('reads or refuses any hostile value, as a body and as the value of any member', () => {
    for (const value of hostileValues) {
      const wrapped = [
        value,
        `{"id":${value}}`,
        `{"type":${value}}`,
        `{"type":"CHECKOUT_STATUS_UPDATED","data":${value}}`,
      ];
      for (const text of wrapped) expect(provider.parse(Buffer.from(text), {}).kind).not.toBe('checkout');
    }
  });

  it.each([
    ['a million members', `{${'"k":1,'.repeat(999_999)}"k":1}`],
    [
      '300,000 members of different names',
      `{${Array.from({ length: 300_000 }, (_, index) => `"${index}":1`).join(',')}}`,
    ],
    ['a million levels', nested(1_000_000)],
    ['a million levels of objects', '{"a":'.repeat(1_000_000)],
    ['a number of a million digits', '1'.repeat(1_000_000)],
    ['an exponent of a million digits', `1e${'1'.repeat(1_000_000)}`],
    ['a million backslashes', `"${'\\\\'.repeat(1_000_000)}"`],
  ])('refuses %s, even if a body of that size got in', (_name, text) => {
    expect(provider.parse(Buffer.from(text), {}).kind).toBe('unreadable');
  });
});
