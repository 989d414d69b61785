/**
 * Takes each permission out of the functions' roles, and looks at what no longer works: exactly what it is for. So none is
 * unused, and the code needs no other. docs/reliability.md says which permissions the server does not enforce.
 */

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { DeployedService } from './deployed-service.ts';
import { type Permission, RolePolicy } from './role-policy.ts';
import { post, webhook } from './signed-webhooks.ts';
import { StageState } from './stage-state.ts';

const SECRET = 'a-secret-of-this-test';
const APPLIED_WITHIN = { timeout: 8_000, interval: 400 };

/** What a stage does, as its users see it. */
interface Behavior {
  readonly inqud: string;
  readonly tweed: string;
  /** Whether an acknowledged webhook is applied. */
  readonly row: boolean;
  /** Whether a webhook that can never succeed becomes a dead letter. */
  readonly deadLetter: boolean;
}

const ALL_WORKS: Behavior = { inqud: '200 queued', tweed: '200 queued', row: true, deadLetter: true };

/** What no longer works without a permission. */
const effects: Readonly<Record<string, Partial<Behavior>>> = {
  'ingest sqs:SendMessage deliveries': {
    inqud: '503 unavailable',
    tweed: '503 unavailable',
    row: false,
    deadLetter: false,
  },
  'ingest ssm:GetParameters inqud/secrets': { inqud: '503 unavailable', row: false, deadLetter: false },
  'ingest ssm:GetParameters tweed/secrets': { tweed: '503 unavailable' },
  'consume dynamodb:UpdateItem table': { row: false },
  'consume sqs:SendMessage dead-letters': { deadLetter: false },
};

/** The server calls the functions and writes their logs without looking at these permissions. */
const NOT_ENFORCED = /^(logs:|sqs:(ReceiveMessage|DeleteMessage|GetQueueAttributes)$)/;

const Urls = z.object({ items: z.array(z.object({ provider: z.string(), url: z.string() })) });

let service: DeployedService;
let stage: StageState;
let policies: readonly RolePolicy[];
let urls: ReadonlyMap<string, string>;
const seen = new Map<string, Behavior>();

beforeAll(async () => {
  service = await DeployedService.begin('iam');
  await service.serverless('deploy');
  for (const provider of ['inqud', 'tweed'])
    await service.checkouts(['secret', 'set', provider], `${SECRET}\n`);
  const { stdout } = await service.checkouts(['url', '--json']);
  urls = new Map(Urls.parse(JSON.parse(stdout)).items.map(({ provider, url }) => [provider, url]));
  stage = new StageState(service);
  policies = await Promise.all(['ingest', 'consume'].map((name) => RolePolicy.read(service, name)));
});
afterAll(async () => {
  for (const [permission, behavior] of seen)
    process.stdout.write(`without ${permission}: ${differences(behavior)}\n`);
  await service.end();
});

describe('The permissions of the functions', () => {
  it('are those that this test knows', () => {
    const enforced = allPermissions().filter(({ action }) => !NOT_ENFORCED.test(action));
    expect(enforced.map(({ name }) => name).toSorted()).toEqual(Object.keys(effects).toSorted());
  });

  it('are enough for everything', async () => {
    expect(await behave()).toEqual(ALL_WORKS);
  });

  it.each(Object.entries(effects))('without %s, exactly what it is for breaks', async (name, effect) => {
    const behavior = await behaveWithout((each) => each.name === name);
    seen.set(name, behavior);
    expect(behavior).toEqual({ ...ALL_WORKS, ...effect });
  });

  it('are not enforced for logs and for the mapping between queue and function', async () => {
    const behavior = await behaveWithout(({ action }) => NOT_ENFORCED.test(action));
    seen.set('logs:* and the queue permissions of the mapping (not enforced here)', behavior);
    expect(behavior).toEqual(ALL_WORKS);
  });
});

const allPermissions = (): readonly Permission[] => policies.flatMap(({ permissions }) => permissions);

/** Returns how the stage behaves while its roles are without some permissions. */
async function behaveWithout(isMissing: (permission: Permission) => boolean): Promise<Behavior> {
  try {
    await Promise.all(policies.map((policy) => policy.write((permission) => !isMissing(permission))));
    return await behave();
  } finally {
    await Promise.all(policies.map((policy) => policy.write(() => true)));
  }
}

/** Returns how the stage behaves in new execution environments, which have read no secret yet. */
async function behave(): Promise<Behavior> {
  await Promise.all(['ingest', 'consume'].map(startAfresh));
  const before = await stage.countLetters();
  const id = `CCO-${randomUUID()}`;
  const inqudUrl = urls.get('inqud') ?? '';
  const [inqud, tweed] = await Promise.all([
    post(webhook(inqudUrl, JSON.stringify({ id, status: 'NEW', createdAt: '2026-01-01T00:00:00Z' }), SECRET)),
    post(webhook(urls.get('tweed') ?? '', readFileSync('test/fixtures/tweed/done.json'), SECRET)),
  ]);
  await post(webhook(inqudUrl, JSON.stringify({ id: `${id}-poison` }), SECRET));
  const [row, deadLetter] = await Promise.all([
    happens(async () => expect(await stage.hasRow(id)).toBe(true)),
    happens(async () => expect(await stage.countLetters()).toBe(before + 1)),
  ]);
  return { inqud, tweed, row, deadLetter };
}

const happens = (check: () => Promise<void>): Promise<boolean> =>
  vi.waitFor(check, APPLIED_WITHIN).then(
    () => true,
    () => false,
  );

/** A changed configuration gives a function new execution environments. */
async function startAfresh(name: string): Promise<void> {
  const functionName = `${service.stackName}-${name}`;
  const Configuration = z.object({ Environment: z.object({ Variables: z.record(z.string(), z.string()) }) });
  const read = ['lambda', 'get-function-configuration', '--function-name', functionName];
  const { Variables } = Configuration.parse(await service.aws(...read)).Environment;
  const environment = JSON.stringify({ Variables: { ...Variables, STARTED_FOR: randomUUID() } });
  const write = ['lambda', 'update-function-configuration', '--function-name', functionName];
  await service.aws(...write, '--environment', environment);
}

function differences(behavior: Behavior): string {
  const changed = Object.entries(behavior).filter(([key, value]) => value !== Reflect.get(ALL_WORKS, key));
  return changed.map(([key, value]) => `${key} ${value}`).join(', ') || 'everything works';
}
