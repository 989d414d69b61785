/** Why: an operator who has paused a delivery must not be surprised by a restart. How: the whole stack, on a directory. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { expect, it, onTestFinished } from 'vitest';
import { localClient } from '../../../local/emulators/local-client.ts';
import { StackUnderTest } from '../stack/stack-under-test.ts';

const patience = { timeout: 30_000, interval: 100 };
/** A mapping that received messages would have applied them long before. */
const MOMENT_MS = 1_500;

/** Lambda's API of a stack, about the mapping of consume. */
function consumeMapping({ stack }: StackUnderTest) {
  const client = new LambdaClient(localClient(stack.lambdaEndpoint, 'eu-central-1'));
  onTestFinished(() => client.destroy());
  const find = async () => {
    const command = new ListEventSourceMappingsCommand({ FunctionName: 'checkout-webhooks-dev-consume' });
    return (await client.send(command)).EventSourceMappings?.[0];
  };
  const enable = async (Enabled: boolean) => {
    const mapping = await find();
    await client.send(new UpdateEventSourceMappingCommand({ UUID: mapping?.UUID, Enabled }));
    const wanted = Enabled ? 'Enabled' : 'Disabled';
    await expect.poll(async () => (await find())?.State, patience).toBe(wanted);
  };
  return { find, enable };
}

it('A mapping that was paused receives nothing after a restart, until it is resumed', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'paused-'));
  const first = await StackUnderTest.start({ dataDir });
  onTestFinished(() => first.stack.stop());
  await consumeMapping(first).enable(false);
  await first.deliver({ checkoutId: 'CCO-before' });
  await first.stack.stop();

  const second = await StackUnderTest.start({ dataDir });
  onTestFinished(() => second.stack.stop());
  await second.deliver({ checkoutId: 'CCO-after' });
  await sleep(MOMENT_MS);
  expect(await second.statuses(['CCO-before', 'CCO-after'])).toEqual([undefined, undefined]);
  const mapping = consumeMapping(second);
  expect(await mapping.find()).toMatchObject({ State: 'Disabled' });
  await mapping.enable(true);
  const both = ['CCO-before', 'CCO-after'];
  await expect.poll(() => second.statuses(both), patience).toEqual(['SUCCESS', 'SUCCESS']);
}, 90_000);
