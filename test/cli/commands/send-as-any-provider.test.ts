import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { providers } from '../../../lib/providers/registry.ts';
import { paidPath } from '../../../lib/providers/sending/paid-path.ts';
import { type CliStack, startCliStack } from '../cli-stack.ts';
import { checkoutsHere } from '../run-checkouts.ts';

let cli: CliStack;
beforeAll(async () => {
  cli = await startCliStack();
});
afterAll(() => cli.stack.stop());

describe('checkouts send --wait', () => {
  it.each(providers.map((provider) => ({ provider, name: provider.name })))(
    'sends as $name, and finds the event in its row',
    async ({ provider, name }) => {
      const { prefix, statuses } = paidPath(provider);
      const status = statuses.at(-1) ?? '';
      const id = `${prefix}${name}-1`;
      const sent = await checkoutsHere(['send', name, id, status, '--wait', '--json'], cli.environment);
      expect(JSON.parse(sent.stdout)).toMatchObject({ status: 200, outcome: { kind: 'advanced' } });
      const got = await checkoutsHere(['get', id, '--json'], cli.environment);
      expect(JSON.parse(got.stdout)).toMatchObject({ provider: name, status, state: 'succeeded' });
    },
  );
});
