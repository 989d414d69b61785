/**
 * Runs the commands of the documents, taken from the documents themselves: on the stage `prod`, deployed to an AWS API
 * server on this machine, and on the local stack. A block that cannot run gives its reason in a comment before it.
 */

import { randomUUID } from 'node:crypto';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeployedService } from '../deployed-service.ts';
import {
  type Command,
  commandsByDocument,
  firstDeployment,
  isBackground,
  isOnStage,
} from './document-commands.ts';
import { type FailedCommand, runInShell, type ShellRun } from './document-shell.ts';
import { LocalService } from './local-service.ts';
import { fillIn } from './placeholders.ts';

/** After this time a webhook is in its row or in the dead-letter queue. */
const APPLIED_AFTER_MS = 3_000;

/** Returns what a user pastes after `secret set`: a new secret each time, in base64, which every provider takes. */
const newSecret = (): string => `${Buffer.from(randomUUID()).toString('base64')}\n`;
/** Commands that end with 1 if something is wrong or not switched on, or if there is a secret already. */
const MAY_END_WITH_1 = /checkout-webhooks (doctor|stuck|list|secret set|notify)/;

let service: DeployedService;
let local: LocalService;
let deployment: ShellRun;

beforeAll(async () => {
  service = await DeployedService.begin('prod');
  await cp('docs', join(service.directory, 'docs'), { recursive: true });
  local = await LocalService.prepare(service);
  deployment = await runInShell(firstDeployment?.text ?? '', service, newSecret());
});
afterAll(async () => {
  await local.stop();
  await service.end();
});

it('The deployment in the README works on an empty account', () => {
  expect(deployment.failed.filter(isUnexpected), deployment.output).toEqual([]);
  expect(deployment.output).toContain('Service deployed to stack checkout-webhooks-prod');
  expect(deployment.output).toMatch(/^ok +signed Inqud webhook: in the table/m);
});

describe.each([...commandsByDocument()])('%s', (_document, commands) => {
  beforeAll(async () => {
    if (!commands.some(isOnStage)) return;
    await prepareStage();
    // A rollback needs an earlier deployment.
    if (commands.some(({ text }) => /rollback/.test(text)))
      await service.serverless('deploy', '--param=logLevel=DEBUG');
  });
  afterAll(() => local.stop());

  it.each(commands.map((command) => [command.line, command.text.trim(), command] as const))(
    'line %i: %s',
    async (_line, _text, command) => {
      const { output, failed } = await run(command);
      expect(failed.filter(isUnexpected), output).toEqual([]);
    },
  );
});

const isUnexpected = ({ code, command }: FailedCommand): boolean =>
  code !== 1 || !MAY_END_WITH_1.test(command);

/** Gives the stage a row, a dead letter and both secrets, which the commands of the documents read. */
async function prepareStage(): Promise<void> {
  const { code } = await service.checkouts(['url']);
  if (code !== 0) await service.serverless('deploy');
  for (const provider of ['inqud', 'tweed']) {
    await service.checkouts(['secret', 'set', provider], newSecret());
  }
  await service.checkouts(['send', 'inqud', 'CCO-1', 'NEW', '--yes']);
  await service.checkouts(['send', 'inqud', '--body', '-', '--yes'], '{"id":"CCO-2"}');
  await sleep(APPLIED_AFTER_MS);
}

async function run(command: Command): Promise<Pick<ShellRun, 'output' | 'failed'>> {
  if (isOnStage(command)) {
    return runInShell(await fillIn(command.text, service), service, newSecret());
  }
  if (isBackground(command)) return { output: await local.start(command.text), failed: [] };
  return runInShell(local.withPorts(command.text), local.place, '');
}
