/**
 * Runs every command against AWS API servers through a proxy that records the IAM actions, and compares them with
 * docs/iam. The API servers here enforce no policy, so a missing action would show only on AWS.
 */

import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { providers } from '../../../lib/providers/registry.ts';
import { documentAt } from '../../docs/documents.ts';
import { codeOf, sectionOf, tableIn } from '../../docs/page-tables.ts';
import { type CliStack, deliver, deliverBody, eventually, waitForRow } from '../cli-stack.ts';
import { type CliMoto, clientFor, createStack, startCliMoto, whyNoMoto } from '../moto.ts';
import { NotifyUnderTest, publishMapping } from '../notify/notify-under-test.ts';
import { checkouts, checkoutsHere } from '../run-checkouts.ts';
import { AwsCalls } from './aws-calls.ts';
import { actionsOf, allows } from './policy-file.ts';
import { visitConsole } from './visit-console.ts';

const page = documentAt('docs/iam/README.md');
/** A command with many actions has several rows. */
const listed = new Map<string, readonly string[]>();
for (const [command, actions = ''] of tableIn(sectionOf(page, '## What each command calls'), 'Command')) {
  const earlier = listed.get(codeOf(command)) ?? [];
  listed.set(codeOf(command), [...earlier, ...actions.split(', ').map(codeOf)].toSorted());
}

/** Each command line, the longest names first, and what it reads from standard input. */
const lines: readonly (readonly [command: string, rest: string, input?: string])[] = [
  ['get', 'CCO-1'],
  ['list', '--state succeeded'],
  ['stuck', '--older-than 1s'],
  ['explain', 'CCO-1'],
  ['dlq list', ''],
  ['dlq show', '<letter>'],
  ['resolve', 'CCO-3 --note looked'],
  ['claim', 'CCO-1 ship'],
  ['rebuild', '--all --write'],
  ['events', '--for 1s'],
  ['republish', '--yes'],
  ['republish', '--state succeeded --yes'],
  ['url', ''],
  ['secret set', 'inqud', 'local-secret'],
  ['secret add', 'inqud', 'the-second-secret'],
  ['secret rotate', 'inqud', 'the-third-secret'],
  ['secret list', ''],
  ['secret revoke', 'inqud --all --yes'],
  ['secret set', 'inqud', 'the-first-secret'],
  ['secret rotate', 'inqud', 'local-secret'],
  ['secret revoke', 'inqud --yes'],
  ['send', 'inqud CCO-5 NEW --yes'],
  ['trigger', 'paid --yes'],
  ['doctor', ''],
  ['notify status', ''],
  ['notify pause', ''],
  ['notify resume', ''],
  ['notify resend', ''],
  ['notify resend', 'CCO-1'],
  ['dlq drop', '--reason nothing --yes'],
  ['dlq redrive', ''],
  ['drain', '--quiet 1s'],
  ['dlq drop', '--all --yes'],
];

/** Actions of a command that this run gives it no reason for. */
const notNeededHere: ReadonlyMap<string, readonly string[]> = new Map([
  ['rebuild', ['dynamodb:UpdateItem']],
  // It releases only letters that were not sent.
  ['notify resend', ['sqs:ChangeMessageVisibility']],
  // It tags its queue when it creates it, and removes what a killed follower has left. Here it receives nothing.
  ['events', ['sqs:TagQueue', 'sqs:ListQueueTags', 'sqs:DeleteMessage', 'sns:ListSubscriptionsByTopic']],
  // It looks for a dead letter only if a webhook has not been applied after a second.
  [
    'trigger',
    ['sqs:GetQueueUrl', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility'],
  ],
]);

describe.skipIf(whyNoMoto)(
  `The actions that each command calls${whyNoMoto ? `: skipped, ${whyNoMoto}` : ''}`,
  () => {
    let moto: CliMoto;
    let cli: CliStack;
    let notify: NotifyUnderTest;
    let calls: AwsCalls;
    const called = new Map<string, Set<string>>();

    beforeAll(async () => {
      [moto, notify] = await Promise.all([
        startCliMoto(),
        NotifyUnderTest.start(async (running) => [await publishMapping(running)]),
      ]);
      ({ cli } = notify);
      await notify.deadLetter('CCO-1', 'an event');
      calls = new AwsCalls((service) => {
        if (service === 'dynamodb') return cli.stack.dynamodbEndpoint;
        if (service === 'lambda') return notify.lambdaEndpoint;
        return service === 'sqs' ? cli.stack.sqsEndpoint : moto.endpoint;
      });
      const environment = { ...moto.environment, AWS_ENDPOINT_URL: await calls.listen() };
      await createStack(moto, 'dev', {
        InqudWebhookUrl: { Value: `${cli.stack.url}/webhooks/inqud` },
        AlarmTopicArn: { Value: { Ref: 'Alarms' } },
        EventTopicArn: { Value: { Ref: 'Events' } },
        NotifyQueueUrl: { Value: 'the URL of the queue' },
      });
      await subscribeQueue(moto);
      const letter = await prepareRows(cli);
      for (const [command, rest, input] of lines) {
        const words = `${command} ${rest} --stage dev`.replace('<letter>', letter).split(/ +/);
        calls.take();
        await (input === undefined
          ? checkoutsHere(words, environment)
          : checkouts(words, environment, input));
        const all = called.get(command) ?? new Set();
        called.set(command, all);
        for (const action of calls.take()) all.add(action);
      }
      calls.take();
      await visitConsole(environment);
      called.set('console', new Set(calls.take()));
    }, 300_000);
    afterAll(async () => {
      calls.close();
      await Promise.all([moto.stop(), notify.stop()]);
    });

    it.each([...listed.keys()])('%s: those that docs/iam/README.md lists', (command) => {
      const actions = new Set([...(called.get(command) ?? []), ...(notNeededHere.get(command) ?? [])]);
      expect([...actions].toSorted()).toEqual(listed.get(command));
    });

    it('every command is listed', () => {
      expect([...listed.keys()].toSorted()).toEqual([...called.keys()].toSorted());
    });
  },
);

describe('The operator policies', () => {
  const read = actionsOf('operator-read.json');
  const write = actionsOf('operator-write.json');
  const both = [...read.values(), ...write.values()].flat();
  const used = new Set([...listed.values()].flat());

  it('allow what the commands call', () => {
    expect([...used].filter((action) => !allows(both, action))).toEqual([]);
  });

  it('allow nothing else, apart from the dashboard and the logs of the runbook', () => {
    const forCommands = both.filter((action) => !read.get('ReadDashboardAndLogs')?.includes(action));
    expect(forCommands.filter((action) => !used.has(action))).toEqual([]);
  });

  it.each(['get', 'list', 'stuck', 'explain', 'url', 'drain', 'dlq list', 'dlq show', 'notify status'])(
    '%s needs operator-read.json only',
    (command) => {
      const allowed = [...read.values()].flat();
      expect(listed.get(command)?.filter((action) => !allows(allowed, action))).toEqual([]);
    },
  );

  it('operator-read.json changes no row and no secret', () => {
    const changing = /:(Put|Update|Delete|Send|Create|Set)/;
    expect([...read.values()].flat().filter((action) => changing.test(action))).toEqual([]);
    expect([...read.values()].flat().filter((action) => action.startsWith('ssm:'))).toEqual([]);
  });
});

/** Subscribes a queue to the topic of events. */
async function subscribeQueue(moto: CliMoto): Promise<void> {
  const TopicArn = 'arn:aws:sns:eu-central-1:123456789012:checkout-webhooks-dev-events.fifo';
  const Endpoint = 'arn:aws:sqs:eu-central-1:123456789012:shop.fifo';
  await new SNSClient(clientFor(moto)).send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint }));
}

/** Gives the stack rows and a dead letter. Returns the id of the letter. */
async function prepareRows(cli: CliStack): Promise<string> {
  const [inqud] = providers;
  if (!inqud) throw new Error('There is no provider.');
  await deliver(cli, inqud, 'CCO-1', 'SUCCESS');
  await deliver(cli, inqud, 'CCO-2', 'NEW', '2026-01-01T00:00:00Z');
  await deliver(cli, inqud, 'CCO-3', 'A_NEW_WORD');
  await deliver(cli, inqud, 'CCO-6', 'A_NEW_WORD');
  await deliverBody(cli, inqud, '{"id":"CCO-4"}');
  await waitForRow(cli, 'CCO-1', 1);
  await waitForRow(cli, 'CCO-2', 1);
  await waitForRow(cli, 'CCO-3', 1);
  await waitForRow(cli, 'CCO-6', 1);
  const { stdout } = await eventually(
    () => checkoutsHere(['dlq', 'list', '--json'], cli.environment),
    (answer) => answer.stdout.includes('"id"'),
  );
  return JSON.parse(stdout).items[0].id;
}
