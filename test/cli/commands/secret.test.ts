import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliMoto, startCliMoto, whyNoMoto } from '../moto.ts';
import { checkouts, checkoutsHere } from '../run-checkouts.ts';

const A_SECRET = 'the-very-first-secret';
/** The beginning of the output of `printf %s the-very-first-secret | sha256sum`. */
const ITS_FINGERPRINT = '6793f02e';

describe.skipIf(whyNoMoto)(
  `secret, on an AWS API server${whyNoMoto ? `: skipped, ${whyNoMoto}` : ''}`,
  () => {
    let moto: CliMoto;
    const secret = (input: string, ...args: readonly string[]) =>
      checkouts(['secret', ...args, '--stage', 'prod'], moto.environment, input);
    const listed = async () => JSON.parse((await secret('', 'list', '--json')).stdout).items;

    beforeAll(async () => {
      moto = await startCliMoto();
    });
    afterAll(() => moto.stop());

    it('list includes providers without a secret', async () => {
      expect(await listed()).toEqual([
        { provider: 'inqud', secrets: [] },
        { provider: 'tweed', secrets: [] },
      ]);
    });

    it('rotate needs a first secret', async () => {
      const { code, stderr } = await secret(A_SECRET, 'rotate', 'inqud');
      expect(code).toBe(1);
      expect(stderr).toContain('checkouts secret set inqud --stage prod');
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

    it('revoke does not remove the last secret without --all', async () => {
      expect((await secret('', 'revoke', 'inqud', '--yes')).code).toBe(1);
      expect((await secret('', 'revoke', 'inqud', '--yes', '--all')).code).toBe(0);
      expect((await listed())[0].secrets).toEqual([]);
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
