/** examples/shop as a merchant's own project, with the packed package. It installs packages, so it runs apart. */

import { cp } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { Shop } from '../package/shop.ts';

const { dependencies, devDependencies, optionalDependencies } = packageJson;
const SQS = `@aws-sdk/client-sqs@${dependencies['@aws-sdk/client-sqs']}`;
const PACKAGES = [
  SQS,
  `standardwebhooks@${devDependencies.standardwebhooks}`,
  `typescript@${dependencies.typescript}`,
  `@types/node@${dependencies['@types/node']}`,
];
const DYNOXIDE = `@dynoxide/${process.platform}-${process.arch}`;
const isBuilt = DYNOXIDE in optionalDependencies;

const startAndPay = `
import { startLocalStack, signedWebhook } from 'checkout-webhooks/testing';
const stack = await startLocalStack().catch(({ message }) => message);
if (typeof stack === 'string') console.log(stack);
else {
  const webhook = signedWebhook('inqud', { checkoutId: 'CCO-1', status: 'SUCCESS' }, stack.secrets.inqud);
  console.log((await fetch(stack.url + '/webhooks/inqud', { method: 'POST', ...webhook })).status);
  await stack.stop();
}`;

describe('The example shop, in a project of its own', () => {
  let shop: Shop;
  const install = (...names: readonly string[]) =>
    shop.run('npm', 'install', '--no-audit', '--no-fund', '--save-dev', ...names);
  const pay = () => shop.run(process.execPath, '--input-type=module', '--eval', startAndPay);
  beforeAll(async () => {
    shop = await Shop.withTarball();
    const filter = (path: string) => !/node_modules|package\.json/.test(path);
    await cp('examples/shop', shop.directory, { recursive: true, filter });
    install(...PACKAGES);
  });
  afterAll(() => shop?.remove());

  it('passes its own tests', () => {
    expect(shop.run(process.execPath, '--test', 'test/shop.test.ts')).toContain('fail 0');
  });

  it('has right types', () => {
    expect(shop.run(process.execPath, 'node_modules/typescript/bin/tsc')).toBe('');
  });

  it.skipIf(!isBuilt)('says which emulator is missing, and then starts the service', () => {
    expect(pay()).toContain(`npm install --save-dev fauxqs@${dependencies.fauxqs}`);
    install(`fauxqs@${dependencies.fauxqs}`);
    expect(pay()).toContain(`npm install --save-dev ${DYNOXIDE}@`);
    install(`${DYNOXIDE}@${optionalDependencies['@dynoxide/linux-x64']}`);
    expect(pay()).toBe('200\n');
  });
});
