/** The packed package in a project of its own. It installs packages, so it runs apart from the other tests. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { oldNode, whyNoOldNode } from '../launch/old-node.ts';
import { Shop } from './shop.ts';

const nodes = [
  { title: 'Node 24', path: process.execPath, whyNot: '' },
  { title: 'an older Node', path: oldNode?.path ?? '', whyNot: whyNoOldNode },
] as const;

const uses = {
  'uses.mjs': `
    import { checkoutsTable, UnknownState } from 'checkout-webhooks';
    import { memoryCheckouts, signedNotification, signedWebhook } from 'checkout-webhooks/testing';`,
  'uses.cjs': `
    const { checkoutsTable, UnknownState } = require('checkout-webhooks');
    const { memoryCheckouts, signedNotification, signedWebhook } = require('checkout-webhooks/testing');`,
} as const;

/** A program that shows what a shop does with the package. */
const program = `
async function main() {
  const checkouts = memoryCheckouts();
  await checkouts.receive('inqud', { checkoutId: 'CCO-1', status: 'EXPIRED', at: '2026-01-01T00:00:00Z' });
  await checkouts.receive('inqud', { checkoutId: 'CCO-1', status: 'SUCCESS', at: '2026-01-02T00:00:00Z' });
  const { state, attention } = await checkouts.get('CCO-1');
  const [, paid] = checkouts.events();
  const notification = signedNotification(paid, 'whsec_c2VjcmV0');
  const { headers } = signedWebhook('inqud', { checkoutId: 'CCO-2', status: 'NEW' }, 'secret');
  const table = checkoutsTable({ tableName: 'checkouts', client: { region: 'eu-central-1' } });
  const problem = await table.listByState('succeded').catch((error) => error);
  const inMemory = await checkouts.listByState('succeded').catch((error) => error);
  table.close();
  console.log(state, attention[0].kind, 'x-payload-digest' in headers);
  console.log(paid.type, notification.headers['webhook-id'] === paid.id);
  console.log(problem instanceof UnknownState, inMemory instanceof UnknownState);
}
main();
`;

/** The last TypeScript that knows `node10`. */
const TYPESCRIPT_5 = 'typescript@5.9.3';
const typescript5 = 'compiler/node_modules/typescript';
const ours = resolve('node_modules/typescript');

/** The ways in which TypeScript finds the types of a package. */
const resolutions = [
  { compiler: typescript5, module: 'commonjs', resolution: 'node10', file: 'consumer.ts' },
  { compiler: typescript5, module: 'node16', resolution: 'node16', file: 'consumer.cts' },
  { compiler: ours, module: 'nodenext', resolution: 'nodenext', file: 'consumer.cts' },
  { compiler: ours, module: 'nodenext', resolution: 'nodenext', file: 'consumer.mts' },
  { compiler: ours, module: 'preserve', resolution: 'bundler', file: 'consumer.ts' },
] as const;

/** The SDK's types need those of Node. */
const strictly = '--noEmit --strict --skipLibCheck false --target es2022 --lib es2022,dom --types node'
  .split(' ')
  .concat('--typeRoots', resolve('node_modules/@types'));

const consumer = `
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type CheckoutEventV1, type CheckoutView, checkoutsTable } from 'checkout-webhooks';
import { type MemoryCheckouts, memoryCheckouts } from 'checkout-webhooks/testing';

const table = checkoutsTable({ tableName: 'checkouts', client: new DynamoDBClient({}) });
export async function mayShip(id: string, signal: AbortSignal): Promise<boolean> {
  const checkout: CheckoutView | undefined = await table.get(id, undefined, { signal });
  return checkout?.state === 'succeeded' && checkout.attention.length === 0;
}
export const isPaid = ({ data }: CheckoutEventV1): boolean => data.state === 'succeeded';
// @ts-expect-error There is no such state.
export const list = () => table.listByState('succeded');
// @ts-expect-error The table must be named.
export const nameless = () => checkoutsTable({});
export const inMemory: MemoryCheckouts = memoryCheckouts();
`;

describe('The packed package, installed by a shop', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await Shop.withTarball();
    shop.run('npm', 'install', '--no-audit', '--no-fund', '--prefix', 'compiler', TYPESCRIPT_5);
    for (const [file, imports] of Object.entries(uses)) await shop.write(file, imports + program);
    for (const file of ['consumer.ts', 'consumer.mts', 'consumer.cts']) await shop.write(file, consumer);
  });
  afterAll(() => shop?.remove());

  const manifest = () =>
    JSON.parse(readFileSync(join(shop.directory, 'node_modules/checkout-webhooks/package.json'), 'utf8'));

  it('brings the AWS SDK for DynamoDB as its peer, and nothing else', () => {
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta, scripts } =
      manifest();
    expect({ dependencies, optionalDependencies, scripts }).toEqual({});
    const required = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional);
    expect(required).toEqual(['@aws-sdk/client-dynamodb']);
    const tree = JSON.parse(shop.run('npm', 'ls', '--json', '--all'));
    expect(Object.keys(tree.dependencies)).toEqual(['checkout-webhooks']);
    expect(existsSync(join(shop.directory, 'node_modules/zod'))).toBe(false);
  });

  it('has no package whose installation runs a script', () => {
    const lock = JSON.parse(readFileSync(join(shop.directory, 'package-lock.json'), 'utf8'));
    const packages = Object.values<{ hasInstallScript?: true }>(lock.packages);
    expect(packages.filter(({ hasInstallScript }) => hasInstallScript)).toEqual([]);
  });

  it('contains no sources and no tests', () => {
    const files = readdirSync(join(shop.directory, 'node_modules/checkout-webhooks'), { recursive: true });
    for (const file of files.map(String))
      expect(file).toMatch(
        /^stack(\/|$)|^[\w.-]+\.(js|cjs|d\.ts|d\.cts)$|^(package|change-event\.schema)\.json$|^(console\.css|icon\.svg)$/,
      );
  });

  describe.each(nodes)('on $title', ({ path, whyNot }) => {
    it.skipIf(whyNot).each(Object.keys(uses))(`is used by %s${whyNot}`, (file) => {
      expect(shop.run(path, file)).toBe('succeeded conflict true\ncheckout.succeeded true\ntrue true\n');
    });

    it.skipIf(whyNot)(`has the command as one file, which needs no other package${whyNot}`, () => {
      const command = join('node_modules/.bin', packageJson.name);
      expect(shop.run(path, command, '--version')).toBe(`${packageJson.version}\n`);
      expect(shop.run(path, command, 'list', '--help')).toContain('--state');
      expect(shop.run(path, command, 'url')).toContain('http://127.0.0.1:3000/webhooks/inqud');
    });
  });

  it('has a command that takes the region from where the AWS SDK finds it', () => {
    const env = { ...process.env, AWS_ENDPOINT_URL: 'http://127.0.0.1:2', AWS_ACCESS_KEY_ID: 'key' };
    const keys = { AWS_SECRET_ACCESS_KEY: 'secret', AWS_MAX_ATTEMPTS: '1' };
    const get = (region?: string) =>
      shop.failureWith(
        { ...env, ...keys, AWS_REGION: region },
        'npx',
        packageJson.name,
        'get',
        'CCO-1',
        '--stage',
        'prod',
      );
    expect(get('eu-west-1')).toContain('ECONNREFUSED 127.0.0.1:2');
    expect(get()).toContain('No AWS region is set for this stage. Add --region.');
  });

  it.each(resolutions)('has types for $resolution, in $file, with $compiler', (consumerOptions) => {
    const { compiler, module, resolution, file } = consumerOptions;
    const finding = ['--module', module, '--moduleResolution', resolution];
    expect(shop.run(process.execPath, join(compiler, 'bin/tsc'), ...strictly, ...finding, file)).toBe('');
  });
});
