/**
 * Runs the commands of the documents, taken from the documents themselves: on the stage `prod`, deployed to an AWS API
 * server on this machine, and on the local stack. A block that cannot run gives its reason in a comment before it.
 */

import { randomUUID } from 'node:crypto';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type InlineCommand,
  inlineCommands,
  type ShellBlock,
  shellBlocks,
} from '../../docs/shell/shell-blocks.ts';
import { DeployedService } from '../deployed-service.ts';
import { type FailedCommand, runInShell, type ShellRun } from './document-shell.ts';
import { LocalService } from './local-service.ts';
import { fillIn } from './placeholders.ts';

/** After this time a webhook is in its row or in the dead-letter queue. */
const APPLIED_AFTER_MS = 3_000;

type Command = ShellBlock | InlineCommand;

/** Returns what a user pastes after `secret set`: a new secret each time. */
const newSecret = (): string => `${randomUUID()}\n`;
/** Commands that end with 1 if something is wrong with the stage, or if there is a secret already. */
const MAY_END_WITH_1 = /checkouts (doctor|stuck|list|secret set)/;

const isOnStage = ({ text }: Command): boolean =>
  /--stage|serverless|^aws /m.test(text) && !text.includes('127.0.0.1');
const isBackground = ({ text }: Command): boolean => /^npm start\b.*\n$/.test(text);
const isBlock = (command: Command): command is ShellBlock => 'isRunByCi' in command;

function isRunHere(command: Command): boolean {
  if (isBlock(command)) return command.notRun === undefined && !command.isRunByCi;
  // A sentence that only mentions a command does not run it.
  if (command.document === 'CONTRIBUTING.md' || /…|serverless remove/.test(command.text)) return false;
  return /^npx (checkouts|serverless) .*--stage/.test(command.text);
}

/** The block that deploys the stage. It runs first, on an empty account. */
const firstDeployment = shellBlocks.find(({ text }) => text.includes('serverless deploy --stage prod'));

/** The commands of a document in their order. A command that sentences repeat is run once. */
function commandsOf(document: string): readonly Command[] {
  const seen = new Set<string>();
  const commands: Command[] = [];
  const all = [...shellBlocks, ...inlineCommands].filter((command) => command.document === document);
  for (const command of all.toSorted((a, b) => a.line - b.line)) {
    if (!isRunHere(command) || command === firstDeployment || seen.has(command.text)) continue;
    seen.add(command.text);
    commands.push(command);
  }
  return commands;
}

let service: DeployedService;
let local: LocalService;
let deployment: ShellRun;

const removes = ({ text }: Command): boolean => /serverless remove/.test(text);
/** The documents, those that remove the stage last. */
const documents = [...new Set([...shellBlocks, ...inlineCommands].map(({ document }) => document))].toSorted(
  (a, b) => Number(commandsOf(a).some(removes)) - Number(commandsOf(b).some(removes)),
);

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

describe.each(documents)('%s', (document) => {
  const commands = commandsOf(document);
  if (commands.length === 0) return;

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
