import { describe, expect, it } from 'vitest';
import { providers } from '../../../lib/providers/registry.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { checkouts, checkoutsHere } from '../run-checkouts.ts';

const commands = [
  'get',
  'list',
  'explain',
  'stuck',
  'send',
  'trigger',
  'events',
  'republish',
  'doctor',
  'url',
  'dlq',
  'notify',
  'secret',
  'rollback',
  'drain',
];
const subcommands = [
  'dlq list',
  'dlq show',
  'dlq redrive',
  'dlq drop',
  'notify status',
  'notify pause',
  'notify resume',
  'notify resend',
  'secret set',
  'secret list',
  'secret rotate',
  'secret add',
  'secret revoke',
];

describe('checkouts --help', () => {
  it('prints its version', async () => {
    expect(await checkouts(['--version'])).toEqual({
      code: 0,
      stdout: `${packageJson.version}\n`,
      stderr: '',
    });
  });

  it('lists the exit codes and every command', async () => {
    const { code, stdout } = await checkouts(['--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('Exit codes: 0 done');
    for (const command of commands) expect(stdout).toContain(`  ${command} `);
  });

  it.each([...commands, ...subcommands])('%s --help shows examples', async (command) => {
    const { code, stdout } = await checkoutsHere([...command.split(' '), '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain(`$ npx checkout-webhooks ${command} `);
  });
});

describe('A wrong command line: exit code 2, nothing on standard output, at most three lines on standard error', () => {
  it.each([
    ['an unknown command', ['gett'], "unknown command 'gett'"],
    ['an unknown option', ['get', 'CCO-1', '--jsn'], "unknown option '--jsn'"],
    ['a missing argument', ['get'], "missing required argument 'checkoutId'"],
    ['one argument too many', ['get', 'CCO-1', 'CCO-2'], 'too many arguments'],
    ['an unknown state', ['list', '--state', 'paid'], 'Allowed choices are pending, processing'],
    ['a limit of 0', ['list', '--limit', '0'], 'Use a whole number from 1 to 1000'],
    ['a limit that is not a whole number', ['list', '--limit', '1e2'], 'Use a whole number from 1 to 1000'],
    ['a cursor from elsewhere', ['list', '--cursor', 'abc'], 'Start again without it'],
    [
      'an unknown provider to send as',
      ['send', 'nobody', 'CCO-1', 'NEW'],
      `Use one of ${providers.map(({ name }) => name).join(', ')}`,
    ],
    ['an unknown provider to look for', ['get', 'CCO-1', '--provider', 'nobody'], 'Allowed choices'],
    ['a checkout without a status', ['send', 'inqud', 'CCO-1'], 'Give a checkout id and a status'],
    ['a body that does not exist', ['send', 'inqud', '--body', 'no-such-file'], 'cannot be read'],
    ['an empty secret', ['send', 'inqud', 'CCO-1', 'NEW', '--secret', ''], 'must not be empty'],
    ['a URL without a scheme', ['send', 'inqud', 'CCO-1', 'NEW', '--url', 'localhost'], 'begins with http'],
    [
      'a time that is not ISO 8601',
      ['send', 'inqud', 'CCO-1', 'NEW', '--at', 'noon'],
      'Use an ISO 8601 time',
    ],
    ['a region without a stage', ['get', 'CCO-1', '--region', 'eu-central-1'], 'Add --stage'],
    ['a stage with a wrong name', ['get', 'CCO-1', '--stage', '../x'], 'is not a stage name'],
  ])('%s', async (_case, args, sentence) => {
    const { code, stdout, stderr } = await checkoutsHere(args);
    expect(stderr).toContain(sentence);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(3);
  });

  it('has the same result in the executable', async () => {
    expect(await checkouts(['gett'])).toEqual(await checkoutsHere(['gett']));
  });

  it('without any arguments: prints the help as an error', async () => {
    const { code, stdout, stderr } = await checkoutsHere([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Usage: checkouts');
  });
});

describe('A service that does not answer: exit code 3, and what to do', () => {
  const nobody = { PORT: '1', DYNAMODB_PORT: '1' };

  it('with --json, as a document on standard output', async () => {
    const { code, stdout, stderr } = await checkouts(['get', 'CCO-1', '--json'], nobody);
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: 'unreachable', message: expect.stringContaining('Start it with: npm start') },
    });
  });

  it.each([[['get', 'CCO-1']], [['list']]])('%j', async (args) => {
    const { code, stdout, stderr } = await checkouts(args, nobody);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toBe(
      'error: No response (connect ECONNREFUSED 127.0.0.1:1). Is the local stack running? Start it with: npm start\n',
    );
  });

  it('send, to a URL of the user', async () => {
    const url = 'http://127.0.0.1:2/webhooks/inqud';
    const { code, stderr } = await checkouts(['send', 'inqud', 'CCO-1', 'NEW', '--url', url]);
    expect(code).toBe(3);
    expect(stderr).toBe(
      'error: No response (connect ECONNREFUSED 127.0.0.1:2). Check the address, the network and, for a stage, --region.\n',
    );
  });

  it('a deployed stage without credentials, which says how to get some', async () => {
    const noFiles = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' };
    const { code, stderr } = await checkouts(
      ['get', 'CCO-1', '--stage', 'prod', '--region', 'eu-central-1'],
      noFiles,
    );
    expect(code).toBe(3);
    expect(stderr).toContain('aws sso login');
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
