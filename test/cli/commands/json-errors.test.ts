import { describe, expect, it } from 'vitest';
import { checkouts, checkoutsHere } from '../run-checkouts.ts';

/** Everything that a wrong command line of each command needs to be right but for one thing. */
const wrong = [
  ['an unknown command', ['gett', 'CCO-1'], 'unknown_command', 'Did you mean get?'],
  ['no command', [], 'missing_command', '--help'],
  ['a group without its command', ['dlq'], 'missing_command', '--help'],
  [
    'an unknown option',
    ['get', 'CCO-1', '--proivder', 'inqud'],
    'unknown_option',
    'Did you mean --provider?',
  ],
  ['a missing argument', ['explain'], 'missing_argument', 'checkoutId'],
  ['a missing required option', ['resolve', 'CCO-1'], 'missing_argument', '--note'],
  ['an unknown state', ['list', '--state', 'succeded'], 'invalid_argument', 'Did you mean succeeded?'],
  ['an unknown provider', ['get', 'CCO-1', '--provider', 'twed'], 'invalid_argument', 'Did you mean tweed?'],
  [
    'an unknown provider to send as',
    ['send', 'inqd', 'CCO-1', 'NEW'],
    'invalid_argument',
    'Did you mean inqud?',
  ],
  ['a mistyped status', ['send', 'inqud', 'CCO-1', 'SUCESS'], 'invalid_argument', 'Did you mean SUCCESS?'],
  [
    'a region that is none',
    ['get', 'CCO-1', '--stage', 'prod', '--region', 'eu west'],
    'invalid_argument',
    'eu-central-1',
  ],
  ['a duration without a unit', ['stuck', '--older-than', '30'], 'invalid_argument', '30m'],
  ['one argument too many', ['doctor', 'now'], 'wrong_usage', 'too many arguments'],
  ['a region without a stage', ['url', '--region', 'eu-central-1'], 'wrong_usage', 'Add --stage'],
  ['no choice of dead letters', ['dlq', 'drop'], 'wrong_usage', '--id'],
  ['no choice of rows', ['rebuild'], 'wrong_usage', '--all'],
  ['a cursor from elsewhere', ['list', '--cursor', 'abc'], 'invalid_cursor', 'without it'],
] as const;

describe('With --json, a wrong command line is answered on standard output alone, with exit code 2', () => {
  it.each(wrong)('%s', async (_case, args, code, sentence) => {
    const result = await checkoutsHere([...args, '--json']);
    expect({ code: result.code, stderr: result.stderr }).toEqual({ code: 2, stderr: '' });
    expect(JSON.parse(result.stdout)).toEqual({
      error: { code, message: expect.stringContaining(sentence) },
    });
  });

  it('an option without its value', async () => {
    const { code, stdout } = await checkoutsHere(['list', '--json', '--state']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'missing_argument' } });
  });

  it('a malformed environment variable', async () => {
    const { code, stdout } = await checkoutsHere(['get', 'CCO-1', '--json'], { DYNAMODB_PORT: 'abc' });
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toEqual({
      error: { code: 'invalid_variable', message: 'DYNAMODB_PORT must be a port, 0 to 65535, not "abc".' },
    });
  });

  it('a malformed address of AWS', async () => {
    const line = ['get', 'CCO-1', '--stage', 'prod', '--json'];
    const { code, stdout } = await checkoutsHere(line, { AWS_ENDPOINT_URL_DYNAMODB: 'abc' });
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toEqual({
      error: { code: 'invalid_variable', message: 'AWS_ENDPOINT_URL_DYNAMODB must be a URL, not "abc".' },
    });
  });

  it('--json may be before the command too', async () => {
    const { code, stdout } = await checkoutsHere(['--json', 'gett']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'unknown_command' } });
  });

  it('the executable does the same', async () => {
    const { code, stdout, stderr } = await checkouts(['gett', '--json']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'unknown_command' } });
  });

  it('a --json behind the end of the options is an argument', async () => {
    const { stdout, stderr } = await checkoutsHere(['gett', '--', '--json']);
    expect(stdout).toBe('');
    expect(stderr).toContain("unknown command 'gett'");
  });
});

describe('With --json, a service that does not answer is told apart from a row that does not exist', () => {
  const nobody = { PORT: '2', DYNAMODB_PORT: '2', SQS_PORT: '2' };

  it.each([
    [['get', 'CCO-1']],
    [['list']],
    [['explain', 'CCO-1']],
    [['stuck']],
    [['doctor']],
    [['send', 'inqud', 'CCO-1', 'NEW']],
    [['resolve', 'CCO-1', '--note', 'done']],
    [['rebuild', 'CCO-1']],
    [['dlq', 'list']],
    [['dlq', 'show', 'm-1']],
    [['dlq', 'redrive']],
    [['dlq', 'drop', '--all', '--yes']],
  ])('%j', async (args) => {
    const { code, stdout, stderr } = await checkoutsHere([...args, '--json'], nobody);
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'unreachable' });
  });
});
