/** The cases of the contract must show every mistake: a suite that refuses a delivery for two reasons would prove nothing. */

import { describe, expect, it } from 'vitest';
import { providers } from '../../../lib/providers/registry.ts';
import { careful, mistakes, type Verifier } from './careless-verifiers.ts';
import { inventedProvider, inventedProviders } from './invented-providers.ts';
import { type Subject, subjectOf } from './signature-case.ts';
import { signatureCases } from './signature-cases.ts';

const body = Buffer.from('{"id":"CCO-1","amount":"10.50"}');

/** Returns the groups with a case that a verifier decides wrongly, and those cases. */
function wrongCases(subject: Subject, verifier: Verifier): Readonly<Record<string, readonly string[]>> {
  const wrong: Record<string, readonly string[]> = {};
  for (const [group, cases] of signatureCases(subject)) {
    const names = cases.filter((one) => verifier(subject, one) !== one.isAccepted).map(({ name }) => name);
    if (names.length > 0) wrong[group] = names;
  }
  return wrong;
}

it.each([...providers, ...inventedProviders])(
  'A careful verifier decides every case of $name rightly',
  (provider) => {
    expect(wrongCases(subjectOf(provider, body), careful)).toEqual({});
  },
);

describe('The derived cases show a verifier that', () => {
  it.each(mistakes)('%s', (_mistake, provider, group, verifier) => {
    const wrong = wrongCases(subjectOf(inventedProvider(provider), body), verifier);
    expect(Object.keys(wrong)).toContain(group);
  });
});
