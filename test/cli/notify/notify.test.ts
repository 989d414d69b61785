import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inqud } from '../../../lib/providers/inqud.ts';
import { deliver, waitForRow } from '../cli-stack.ts';
import { checkouts, checkoutsHere } from '../run-checkouts.ts';
import { NotifyUnderTest } from './notify-under-test.ts';

let subject: NotifyUnderTest;
const run = (...args: readonly string[]) => checkoutsHere(['notify', ...args], subject.environment);
const json = async (...args: readonly string[]) => JSON.parse((await run(...args, '--json')).stdout);

beforeAll(async () => {
  subject = await NotifyUnderTest.start();
});
afterEach(() => subject.empty());
afterAll(() => subject.stop());

describe('notify status', () => {
  it('counts what waits and what was given up, and says what to do', async () => {
    await subject.deadLetter('CCO-1', 'first');
    await subject.deadLetter('CCO-1', 'second');
    const { code, stdout, stderr } = await run('status');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^delivery {6}on$/m);
    expect(stdout).toMatch(/^waiting {7}0 events$/m);
    expect(stdout).toMatch(/^dead letters {2}2$/m);
    expect(stderr).toContain('npx checkout-webhooks notify resend');
    expect(await json('status')).toEqual({
      endpoint: 'shop.example:8443',
      delivery: 'on',
      since: expect.stringMatching(/^\d{4}-/),
      waiting: 0,
      retrying: 0,
      oldestSeconds: null,
      deadLetters: 2,
      alarms: [],
    });
  });

  it('says that it is not switched on where no mapping exists', async () => {
    const { LAMBDA_PORT: _port, ...environment } = subject.environment;
    const elsewhere = { ...environment, LAMBDA_PORT: new URL(subject.cli.stack.lambdaEndpoint).port };
    for (const command of ['status', 'pause', 'resume', 'resend']) {
      const { code, stdout } = await checkoutsHere(['notify', command, '--json'], elsewhere);
      expect({ code, error: JSON.parse(stdout).error }).toMatchObject({
        code: 1,
        error: { code: 'not_switched_on', message: expect.stringContaining('--forward-to') },
      });
    }
  });

  it('says how to start the local stack if nothing answers', async () => {
    const { code, stderr } = await checkoutsHere(['notify', 'status'], { LAMBDA_PORT: '1' });
    expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringContaining('npm start') });
  });
});

describe('dlq list and drop --queue notify', () => {
  it('show and delete what the endpoint never accepted', async () => {
    const event = { subject: 'CCO-given-up', data: { provider: 'inqud', status: 'SUCCESS' } };
    await subject.deadLetter('CCO-given-up', JSON.stringify(event));
    const queue = ['--queue', 'notify'];
    const listed = await checkoutsHere(['dlq', 'list', ...queue], subject.environment);
    expect(listed.stdout).toMatch(/inqud +CCO-given-up +http_500 +1× +-$/m);
    const dropped = await checkoutsHere(['dlq', 'drop', ...queue, '--all', '--yes'], subject.environment);
    expect(dropped.stdout).toBe('1 dead letter dropped.\n');
    expect(await subject.count('notify-dead-letters.fifo')).toBe(0);
  });
});

describe('notify pause and resume', () => {
  it('wait until it is done, and say if there was nothing to do', async () => {
    expect(await checkouts(['notify', 'pause'], subject.environment)).toEqual({
      code: 0,
      stdout: 'Paused. The events wait in the queue, for up to 14 days.\n',
      stderr: '',
    });
    expect((await run('pause')).stdout).toBe('It was paused already.\n');
    const status = await run('status');
    expect(status.stdout).toMatch(/^delivery {6}paused, since \d{4}-.* UTC$/m);
    expect(status.stderr).toContain('npx checkout-webhooks notify resume');
    expect(await json('resume')).toEqual({ delivery: 'on', since: expect.any(String), changed: true });
    expect(await json('resume')).toMatchObject({ changed: false });
  });
});

describe('notify resend', () => {
  it('sends the dead letters again, in the order of their checkouts, and deletes them', async () => {
    for (const text of ['one', 'two', 'three']) {
      await subject.deadLetter('CCO-a', `a ${text}`);
      await subject.deadLetter('CCO-b', `b ${text}`);
    }
    expect((await run('resend')).stdout).toBe('6 events put into the queue.\n');
    expect(await subject.count('notify-dead-letters.fifo')).toBe(0);
    const sent = await subject.take('notify.fifo');
    const byGroup = Map.groupBy(sent, ({ Attributes }) => Attributes?.MessageGroupId);
    expect(byGroup.get('CCO-a')?.map(({ Body }) => Body)).toEqual(['a one', 'a two', 'a three']);
    expect(byGroup.get('CCO-b')?.map(({ Body }) => Body)).toEqual(['b one', 'b two', 'b three']);
  });

  it('is not swallowed by the window of five minutes if an event is given up again', async () => {
    for (let time = 0; time < 2; time += 1) {
      await subject.deadLetter('CCO-a', 'given up');
      expect(await json('resend')).toEqual({ resent: 1, cameBack: 0, interrupted: false });
      expect((await subject.take('notify.fifo')).map(({ Body }) => Body)).toEqual(['given up']);
    }
  });

  it('says that they wait while the delivery is paused', async () => {
    await run('pause');
    await subject.deadLetter('CCO-a', 'waits');
    expect((await run('resend')).stderr).toContain('notify resume');
    await run('resume');
  });

  it('with ids, sends how these checkouts are now, and does so again within five minutes', async () => {
    await deliver(subject.cli, inqud, 'CCO-resent', 'SUCCESS');
    await waitForRow(subject.cli, 'CCO-resent', 1);
    for (let time = 0; time < 2; time += 1) {
      expect(await json('resend', 'CCO-resent', 'CCO-resent')).toMatchObject({ resent: 1 });
      const sent = await subject.take('notify.fifo');
      expect(sent.map(({ Body = '' }) => JSON.parse(Body))).toMatchObject([
        {
          type: 'checkout.succeeded',
          source: 'urn:checkout-webhooks:dev:inqud:CCO-resent',
          subject: 'CCO-resent',
          republished: true,
          data: { state: 'succeeded', previous: null },
        },
      ]);
    }
  });

  it('sends nothing if one of the checkouts does not exist', async () => {
    const { code, stdout } = await run('resend', 'CCO-resent', 'CCO-nobody', '--json');
    expect({ code, error: JSON.parse(stdout).error.code }).toEqual({ code: 1, error: 'not_found' });
    expect(await subject.count('notify.fifo')).toBe(0);
    expect((await run('resend', '--provider', 'inqud')).code).toBe(2);
  });
});
