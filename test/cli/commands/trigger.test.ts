/**
 * A shop is developed against lives that its provider cannot be asked for, such as a failure after the payment. Every
 * provider plays every scenario that it has statuses for on a real local stack, and the row at the end is checked.
 */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { providers } from '../../../lib/providers/registry.ts';
import { paidPath } from '../../../lib/providers/sending/paid-path.ts';
import { lifeOf, type Scenario, scenarios } from '../../../lib/providers/sending/scenario.ts';
import { type CliStack, startCliStack } from '../cli-stack.ts';
import { checkouts, checkoutsHere } from '../run-checkouts.ts';

const names = Object.keys(scenarios).filter((name): name is Scenario => name in scenarios);
const plays = providers.flatMap((provider) => names.map((scenario) => ({ scenario, provider })));
const possible = plays.filter(({ scenario, provider }) => lifeOf(scenario, provider));
const titled = ({ scenario, provider }: (typeof plays)[number]) => [scenario, provider.name] as const;

let cli: CliStack;
beforeAll(async () => {
  cli = await startCliStack();
});
afterAll(() => cli.stack.stop());

const trigger = (...args: readonly string[]) => checkoutsHere(['trigger', ...args], cli.environment);

async function played(scenario: string, provider: string) {
  const { code, stdout } = await trigger(scenario, '--provider', provider, '--json');
  expect({ code, lines: stdout.trimEnd().split('\n').length }).toEqual({ code: 0, lines: 1 });
  return JSON.parse(stdout);
}

const outcomesOf = ({ webhooks }: { webhooks: { outcome: string }[] }) =>
  webhooks.map(({ outcome }) => outcome);

/** The row that each scenario must lead to, where the provider does not decide it. */
const ends: Readonly<Record<Scenario, object>> = {
  paid: { state: 'succeeded', attention: [] },
  'paid-then-failed': { attention: expect.arrayContaining(['conflict']) },
  refunded: { state: 'refunded', attention: [] },
  'unknown-word': { state: 'succeeded', attention: ['unknown_status'] },
  late: { state: 'succeeded', attention: [] },
  twice: { state: 'succeeded', attention: [] },
};

describe('checkouts trigger', () => {
  it('every provider plays paid, and each scenario has a provider', () => {
    expect(providers.filter((provider) => !lifeOf('paid', provider))).toEqual([]);
    for (const scenario of names) expect(possible.some((play) => play.scenario === scenario)).toBe(true);
  });

  it.each(possible.map(titled))('plays %s as %s', async (scenario, provider) => {
    const life = await played(scenario, provider);
    expect(life).toMatchObject({ scenario, provider, ...ends[scenario] });
    const got = await checkoutsHere(['get', life.checkoutId, '--json'], cli.environment);
    expect(JSON.parse(got.stdout)).toMatchObject({ state: life.state, status: life.status, provider });
  });

  it('delivers one webhook after the other, so that none is merged with the next', async () => {
    const [inqud] = providers;
    const { checkoutId, webhooks } = await played('paid', 'inqud');
    expect(webhooks.map(({ status }: { status: string }) => status)).toEqual(
      inqud && paidPath(inqud).statuses,
    );
    const got = await checkoutsHere(['get', checkoutId, '--json'], cli.environment);
    expect(JSON.parse(got.stdout).history.map(({ outcome }: { outcome: string }) => outcome)).toEqual(
      webhooks.map(() => 'advanced'),
    );
  });

  it('late: the last webhook to arrive is late', async () => {
    expect(outcomesOf(await played('late', 'inqud'))).toEqual(['advanced', 'advanced', 'advanced', 'late']);
  });

  it.each(providers.map(({ name }) => name))(
    'twice, as %s: each second webhook is a duplicate',
    async (name) => {
      const outcomes = outcomesOf(await played('twice', name));
      expect(outcomes.length).toBeGreaterThanOrEqual(4);
      expect(outcomes).toEqual(
        outcomes.map((_outcome, index) => (index % 2 === 0 ? 'advanced' : 'duplicate')),
      );
    },
  );

  it('keeps your own reference', async () => {
    const { stdout } = await trigger('paid', '--reference', 'order-17', '--json');
    const got = await checkoutsHere(['get', JSON.parse(stdout).checkoutId, '--json'], cli.environment);
    expect(JSON.parse(got.stdout)).toMatchObject({ provider: 'inqud', reference: 'order-17' });
  });
});

describe('checkouts trigger says what it cannot do', () => {
  const impossible = plays.filter((play) => !possible.includes(play));

  it.each(impossible.map(titled))('%s as %s: the provider has no such status', async (scenario, provider) => {
    const { code, stdout } = await trigger(scenario, '--provider', provider, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error).toMatchObject({
      code: 'no_such_status',
      message: expect.stringContaining('Use --provider with one of'),
    });
  });

  it('without a provider, the first that can play the scenario does', async () => {
    const { code, stdout } = await trigger('refunded', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ provider: 'paddle', state: 'refunded' });
  });

  it('an unknown scenario: exit code 2, and the one that was meant', async () => {
    const { code, stderr } = await trigger('payd');
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean paid?');
  });

  it('a webhook that is refused: what was sent so far, and the error', async () => {
    const { code, stdout } = await trigger('paid', '--secret', 'guessed', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      checkoutId: expect.stringMatching(/^CCO-trigger-/),
      webhooks: [{ status: 'NEW', outcome: '401' }],
      error: { code: 'not_accepted' },
    });
  });

  it('a stage without --yes, before anything is sent', async () => {
    const { code, stdout } = await trigger('paid', '--stage', 'prod', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'unconfirmed' });
  });
});

describe('checkouts trigger for people', () => {
  it('lists the scenarios with a sentence each', async () => {
    const { code, stdout } = await trigger();
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toEqual(
      names.map((name) => expect.stringMatching(new RegExp(`^${name} +[A-Z].*\\.$`))),
    );
    const listed = JSON.parse((await trigger('--json')).stdout);
    expect(listed.items).toContainEqual({ scenario: 'paid', description: scenarios.paid });
  });

  it('prints a line for each webhook, then the row', async () => {
    const { stdout } = await trigger('paid-then-failed');
    expect(stdout.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^Inqud, ORCO-trigger-\w+: The provider reports a failure/),
      '  advanced   NEW',
      '  advanced   PENDING',
      '  advanced   FROZEN',
      '  advanced   SUCCESS',
      '  advanced   CANCELLED',
      expect.stringMatching(/^→ ORCO-trigger-\w+ is failed \(CANCELLED\), and needs attention: conflict$/),
    ]);
  });

  it('does the same in the executable', async () => {
    const { code, stdout, stderr } = await checkouts(['trigger', 'paid', '--json'], cli.environment);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ provider: 'inqud', state: 'succeeded' });
  });
});
