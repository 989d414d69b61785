/**
 * Everything that every provider must do, derived from its scheme, its lifecycles and its fixtures. A few invented
 * providers take part, so that every kind of scheme is tried whatever is registered.
 */

import { describe, expect, it } from 'vitest';
import { answers } from '../../lib/app/answers.ts';
import type { AfterAnswer, Provider } from '../../lib/providers/provider.ts';
import { providers } from '../../lib/providers/registry.ts';
import { BODY } from '../../lib/webhook/signature-scheme.ts';
import { deliver, isAccepted } from './contract/contract-deliveries.ts';
import { eventIdOf, sampleBody, words } from './contract/events.ts';
import { inventedProviders } from './contract/invented-providers.ts';
import { delivered, RECEIVED_AT, resigned, type Subject, subjectOf } from './contract/signature-case.ts';
import { signatureCases } from './contract/signature-cases.ts';
import { type Fixture, fixtureFolders, fixturesOf } from './fixtures.ts';

const named = (list: readonly Provider[]) => list.map((provider) => ({ provider, name: provider.name }));

it('Every provider has fixtures, and every folder of fixtures belongs to a provider in the registry', () => {
  expect([...fixtureFolders()].toSorted()).toEqual(providers.map(({ name }) => name).toSorted());
});

describe.each(named([...providers, ...inventedProviders]))('The signature of $name', ({ provider }) => {
  const scheme = provider.signature;
  const [word] = words(provider);
  const subject = subjectOf(provider, sampleBody(provider, word));

  it('has lower-case names, is not kept, and covers the body and every time that it checks', () => {
    const { keptHeaders, eventIdHeader = '', deliveryIdHeader = '' } = provider;
    const names = [scheme.header, eventIdHeader, deliveryIdHeader, ...keptHeaders];
    expect(names.filter((name) => name !== name.toLowerCase())).toEqual([]);
    expect(keptHeaders).not.toContain(scheme.header);
    expect(scheme.signed).toContain(BODY);
    if (scheme.time) expect(scheme.signed).toContainEqual(scheme.time.of);
  });

  it.each([...signatureCases(subject)])(
    'accepts what it signed, and refuses it with any one thing changed: %s',
    async (_group, cases) => {
      const wrong: string[] = [];
      for (const one of cases) if ((await isAccepted(provider, one)) !== one.isAccepted) wrong.push(one.name);
      expect(wrong).toEqual([]);
    },
  );

  it('has cases for each part of the scheme', () => {
    const groups = [...signatureCases(subject)]
      .filter(([, cases]) => cases.length > 0)
      .map(([group]) => group);
    expect(groups).toContain('each signed part');
    expect(groups.includes('the signed time')).toBe(scheme.time !== undefined);
    expect(groups.includes('the list in the header')).toBe('digest' in scheme.value);
  });
});

const afterAnswers: readonly AfterAnswer[] = ['retries', 'gives up', 'not documented'];
const answering = afterAnswers.flatMap((after) => {
  const [model] = inventedProviders;
  return model
    ? [{ ...model, name: after.replaceAll(' ', '-'), afterAnswer: { ...model.afterAnswer, 401: after } }]
    : [];
});

describe.each(named([...providers, ...answering]))('A webhook of $name', ({ provider }) => {
  const subject = subjectOf(provider, sampleBody(provider, words(provider)[0]));
  const good = delivered(subject, 'good', true, subject.good);
  const bad = delivered(subject, 'bad', false, { ...subject.good, body: Buffer.from('changed') });

  it('with a bad signature is answered so that the provider sends it again, if it would give up after 401', async () => {
    const { outcome } = await deliver(provider, bad);
    expect(outcome in answers && answers[outcome].status).toBe(
      provider.afterAnswer[401] === 'gives up' ? 429 : 401,
    );
  });

  it('is answered 503 without a secret, so that it is sent again', async () => {
    const { outcome } = await deliver(provider, { ...good, secrets: [] });
    expect(answers[outcome].status).toBe(503);
  });
});

describe.each(named([...providers, ...inventedProviders]))('The event of $name', ({ provider }) => {
  const { eventIdHeader } = provider;
  const body = sampleBody(provider, words(provider)[0]);
  const subject = subjectOf(provider, body);
  const idWith = async (change: Partial<Subject['good']>) =>
    eventIdOf(provider, delivered(subject, 'sent again', true, resigned(subject, change)));

  it('is the same event if it is sent again', async () => {
    expect(await idWith({})).toBe(await idWith({}));
  });

  if (eventIdHeader === undefined) return;
  const withId = (id: string) => ({ headers: { ...subject.good.headers, [eventIdHeader]: id } });
  const changedBody = Buffer.from(body.toString().replace('{', '{"retry":1,'));

  it('is known by the id in its header, even if a retry changes the body', async () => {
    expect(await idWith({ ...withId('event-1'), body: changedBody })).toBe(await idWith(withId('event-1')));
    expect(await idWith(withId('event-1'))).toBe('event-1');
  });

  it('is another event under another id, even with the same body', async () => {
    expect(await idWith(withId('event-2'))).not.toBe(await idWith(withId('event-1')));
  });
});

describe.each(named(providers))('The provider $name', ({ provider }) => {
  it('has a name that fits into a path', () => {
    expect(provider.name).toMatch(/^[a-z][a-z0-9-]*$/);
  });

  it.each(fixturesOf(provider))('parses its fixture $name', ({ body, headers, expected }: Fixture) => {
    expect(expected).toBeDefined();
    expect(provider.parse(body, headers)).toEqual(expected);
  });

  it.each(words(provider))('parses its own sample of $checkoutId $status', (word) => {
    const { checkoutId, status, step } = word;
    const body = sampleBody(provider, word);
    expect(sampleBody(provider, word)).toEqual(body);
    const { headers } = subjectOf(provider, body).good;
    expect(provider.parse(body, headers)).toMatchObject({
      kind: 'checkout',
      checkoutId,
      status,
      state: step.state,
      rank: step.rank,
      // Some bodies have no place for it, such as a refund at Square.
      details: body.includes('"order-1"') ? { reference: 'order-1' } : {},
    });
  });

  it('puts the reference into the sample of its first status', () => {
    expect(sampleBody(provider, words(provider)[0]).toString()).toContain('"order-1"');
  });

  it.each([
    '',
    'null',
    '[]',
    '42',
    '"text"',
    '{}',
    '{"id":null}',
    'not json',
    '{"a":',
    '\u0000',
    `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  ])('returns `unreadable` and does not throw for any other body (%#)', (text) => {
    const body = Buffer.from(text);
    expect(provider.parse(body, {}).kind).toBe('unreadable');
    expect(provider.parse(body, subjectOf(provider, body, RECEIVED_AT).good.headers).kind).toBe('unreadable');
  });
});
