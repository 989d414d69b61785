import { DescribeParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliMoto, clientFor, createStack, startCliMoto, whyNoMoto } from '../moto.ts';
import { checkouts, checkoutsHere } from '../run-checkouts.ts';

const A_SECRET = 'the-very-first-secret';
/** The beginning of the output of `printf %s the-very-first-secret | sha256sum`. */
const ITS_FINGERPRINT = '6793f02e';

describe.skipIf(whyNoMoto)(
  `secret, on an AWS API server${whyNoMoto ? `: skipped, ${whyNoMoto}` : ''}`,
  () => {
    let moto: CliMoto;
    const secret = (input: string, ...args: readonly string[]) =>
      input === ''
        ? checkoutsHere(['secret', ...args, '--stage', 'prod'], moto.environment)
        : checkouts(['secret', ...args, '--stage', 'prod'], moto.environment, input);
    const listed = async () => JSON.parse((await secret('', 'list', '--json')).stdout).items;

    beforeAll(async () => {
      moto = await startCliMoto();
      await createStack(moto, 'prod', {
        InqudWebhookUrl: { Value: 'https://api.example.com/webhooks/inqud' },
        TweedWebhookUrl: { Value: 'https://api.example.com/webhooks/tweed' },
      });
    });
    afterAll(() => moto.stop());

    it.each([
      ['set', 'inqud'],
      ['rotate', 'inqud'],
      ['add', 'inqud'],
      ['revoke', 'inqud', '--all', '--yes'],
      ['list'],
    ])('%s refuses a stage that does not exist, and writes nothing', async (...args) => {
      const line = ['secret', ...args, '--stage', 'stagng'];
      const { code, stdout, stderr } = await checkouts(line, moto.environment, A_SECRET);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain('There is no stack checkout-webhooks-stagng in this account and region.');
      expect(stderr).toContain('npx serverless deploy --stage stagng');
      const { Parameters } = await new SSMClient(clientFor(moto)).send(new DescribeParametersCommand());
      expect(Parameters).toEqual([]);
    });

    it('list includes providers that are switched on and have no secret', async () => {
      expect(await listed()).toEqual([
        { provider: 'inqud', secrets: [] },
        { provider: 'tweed', secrets: [] },
      ]);
    });

    it('rotate needs a first secret', async () => {
      const { code, stderr } = await secret(A_SECRET, 'rotate', 'inqud');
      expect(code).toBe(1);
      expect(stderr).toContain('checkout-webhooks secret set inqud --stage prod');
    });

    it('set reads the first secret from standard input, and never shows it', async () => {
      const { code, stdout, stderr } = await secret(`${A_SECRET}\n`, 'set', 'inqud');
      expect(code).toBe(0);
      expect(stdout).toBe('');
      expect(stderr).toContain(`signed with secret ${ITS_FINGERPRINT}`);
      expect(stderr).not.toContain(A_SECRET);
      expect((await secret('', 'list')).stdout).toMatch(new RegExp(`inqud +current +${ITS_FINGERPRINT} `));
    });

    it('set does not replace a secret without --replace', async () => {
      expect((await secret('another-secret', 'set', 'inqud')).code).toBe(1);
      expect((await listed())[0].secrets).toMatchObject([{ fingerprint: ITS_FINGERPRINT }]);
    });

    it('rotate --generate prints only the new secret on standard output, and keeps the previous one', async () => {
      const line = ['secret', 'rotate', 'inqud', '--generate', '--stage', 'prod'];
      const { code, stdout, stderr } = await checkouts(line, moto.environment);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^[\w-]{43}\n$/);
      expect(stderr).not.toContain(stdout.trim());
      expect((await listed())[0].secrets).toMatchObject([
        { role: 'current' },
        { role: 'previous', fingerprint: ITS_FINGERPRINT },
      ]);
    });

    it('revoke asks first, then keeps only the newest secret', async () => {
      const asked = await secret('', 'revoke', 'inqud');
      expect(asked.code).toBe(2);
      expect(asked.stderr).toContain('Add --yes');
      const { code, stderr } = await secret('', 'revoke', 'inqud', '--yes');
      expect(code).toBe(0);
      expect(stderr).toContain(`Revoked: ${ITS_FINGERPRINT}.`);
      expect((await listed())[0].secrets).toMatchObject([{ role: 'current' }]);
    });

    it('add accepts the secret of a second widget beside the first, and revoke drops it by its fingerprint', async () => {
      const [main] = (await listed())[0].secrets;
      const added = await secret(A_SECRET, 'add', 'inqud');
      expect(added.code).toBe(0);
      expect(added.stderr).toContain(`any of ${ITS_FINGERPRINT}, ${main.fingerprint} are now accepted`);
      expect((await listed())[0].secrets).toHaveLength(2);
      const { code } = await secret('', 'revoke', 'inqud', '--fingerprint', ITS_FINGERPRINT, '--yes');
      expect(code).toBe(0);
      expect((await listed())[0].secrets).toMatchObject([{ fingerprint: main.fingerprint }]);
    });

    it('revoke wants a fingerprint if several earlier secrets are accepted', async () => {
      await secret(A_SECRET, 'add', 'inqud');
      await secret('the-secret-of-a-third-widget', 'add', 'inqud');
      const { code, stderr } = await secret('', 'revoke', 'inqud', '--yes');
      expect(code).toBe(1);
      expect(stderr).toContain('Name one with --fingerprint.');
      const [third, second] = (await listed())[0].secrets;
      for (const { fingerprint } of [third, second])
        await secret('', 'revoke', 'inqud', '--fingerprint', fingerprint, '--yes');
      expect((await listed())[0].secrets).toHaveLength(1);
    });

    it('revoke refuses a fingerprint that is not accepted, and names those that are', async () => {
      const [main] = (await listed())[0].secrets;
      const { code, stderr } = await secret('', 'revoke', 'inqud', '--fingerprint', '00000000', '--yes');
      expect(code).toBe(1);
      expect(stderr).toContain(`Inqud has no secret 00000000. It has ${main.fingerprint}.`);
    });

    it('revoke does not remove the last secret without --all', async () => {
      expect((await secret('', 'revoke', 'inqud', '--yes')).code).toBe(1);
      expect((await secret('', 'revoke', 'inqud', '--yes', '--all')).code).toBe(0);
      expect((await listed())[0].secrets).toEqual([]);
    });

    it('with --json prints fingerprints, and a secret only if it was generated', async () => {
      await secret('', 'revoke', 'tweed', '--all', '--yes');
      const json = async (input: string, ...args: readonly string[]) =>
        JSON.parse((await secret(input, ...args, '--json')).stdout);
      expect(await json(A_SECRET, 'set', 'tweed')).toEqual({
        provider: 'tweed',
        accepted: [ITS_FINGERPRINT],
      });
      expect((await json(A_SECRET, 'set', 'tweed')).error.code).toBe('secret_exists');
      const rotated = await json('', 'rotate', 'tweed', '--generate');
      expect(rotated).toEqual({
        provider: 'tweed',
        accepted: [expect.any(String), ITS_FINGERPRINT],
        secret: expect.stringMatching(/^[\w-]{43}$/),
      });
      expect(await json('', 'revoke', 'tweed', '--yes')).toEqual({
        provider: 'tweed',
        revoked: [ITS_FINGERPRINT],
        accepted: [rotated.accepted[0]],
      });
    });

    it('takes notify for the webhooks to the endpoint of the shop, as it takes a provider', async () => {
      const set = await secret('', 'set', 'notify', '--generate');
      expect(set.stdout).toMatch(/^whsec_[\w+/]{56,}={0,2}\n$/);
      expect(set.stderr).toMatch(/Webhooks to your endpoint are signed with secret \w{8} on .*prod/);
      const [first] = (await listed()).at(-1).secrets;
      const rotated = await secret('whsec_bmV3IHNlY3JldCBvZiBhIG1lcmNoYW50IQ==', 'rotate', 'notify');
      expect(rotated.code).toBe(0);
      expect(rotated.stderr).toContain(`and still with ${first.fingerprint}`);
      expect(rotated.stderr).toContain('secret revoke notify --stage prod');
      expect((await listed()).at(-1)).toMatchObject({
        provider: 'notify',
        secrets: [{ role: 'current' }, { role: 'previous', fingerprint: first.fingerprint }],
      });
      const revoked = await secret('', 'revoke', 'notify', '--yes');
      expect(revoked.stderr).toContain('Running functions may sign with it for up to five more minutes.');
    });

    it('refuses a secret of notify that is short, or not base64', async () => {
      for (const text of ['not base64 at all!', 'whsec_c2hvcnQgb25l']) {
        const { code, stderr } = await secret(text, 'add', 'notify');
        expect(code).toBe(2);
        expect(stderr).toMatch(/A secret of notify (is base64|has at least 24 bytes)/);
      }
    });
  },
);

describe('secret, without a stage', () => {
  it('is refused, because the local stack takes its secrets from the environment', async () => {
    const { code, stderr } = await checkoutsHere(['secret', 'set', 'inqud']);
    expect(code).toBe(2);
    expect(stderr).toContain("required option '--stage <stage>'");
  });
});
