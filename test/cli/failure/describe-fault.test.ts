import { describe, expect, it } from 'vitest';
import { CommandFailure } from '../../../cli/failure/command-failure.ts';
import { describeFault } from '../../../cli/failure/describe-fault.ts';
import { targetOf } from '../../../cli/stage/target.ts';

const local = targetOf({}, {});
const prod = targetOf({ stage: 'prod' }, {});
const named = (name: string, message = 'as the SDK says') => Object.assign(new Error(message), { name });

describe('A fault becomes exit code 3 and a sentence that says what to do', () => {
  it.each([
    ['a refused connection', local, { code: 'ECONNREFUSED' }, 'npm start'],
    ['an unknown host', prod, { code: 'ENOTFOUND' }, 'Check the address, the network'],
    ['missing credentials', prod, { name: 'CredentialsProviderError' }, 'aws sso login'],
    ['expired credentials', prod, { name: 'ExpiredTokenException' }, 'aws sso login'],
    [
      'a missing table on AWS',
      prod,
      { name: 'ResourceNotFoundException' },
      'Check --stage, --region and --profile',
    ],
    ['a missing table on the local stack', local, { name: 'ResourceNotFoundException' }, 'npm start'],
    ['a missing permission', prod, { name: 'AccessDeniedException' }, 'Access denied on stage prod'],
  ])('%s', (_case, target, properties, sentence) => {
    const failure = describeFault(target, Object.assign(new Error('as the SDK says'), properties));
    expect(failure.exitCode).toBe(3);
    expect(failure.message).toContain(sentence);
    expect(failure.message).not.toContain('\n');
  });

  it('names the profile whose credentials are missing', () => {
    const target = targetOf({ stage: 'prod', profile: 'nope' }, {});
    const { message } = describeFault(target, named('CredentialsProviderError'));
    expect(message).toContain('No valid AWS credentials in the profile nope');
    expect(message).toContain('aws sso login --profile nope');
  });

  it('names the option for a missing region', () => {
    expect(describeFault(prod, new Error('Region is missing')).message).toContain('--region');
  });

  it('looks at the cause of an error, as fetch and our ports set it', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:3000'), { code: 'ECONNREFUSED' });
    const failure = describeFault(local, new TypeError('fetch failed', { cause }));
    expect(failure.message).toContain('connect ECONNREFUSED 127.0.0.1:3000');
    const several = new AggregateError([cause], 'no address answered');
    expect(describeFault(local, several).message).toContain('npm start');
  });

  it('names an unknown error and the target', () => {
    const failure = describeFault(prod, named('SomethingElse', 'broken'));
    expect(failure).toMatchObject({ exitCode: 3, message: 'stage prod: SomethingElse: broken' });
    expect(describeFault(prod, 'a text').message).toBe('stage prod: Error: a text');
  });

  it('treats a timeout as a missing response', async () => {
    const signal = AbortSignal.timeout(1);
    await new Promise((done) => signal.addEventListener('abort', done));
    expect(describeFault(local, signal.reason).message).toContain('npm start');
  });
});

describe('Other errors keep their exit codes', () => {
  it('an ambiguous id is a usage error', () => {
    expect(describeFault(local, named('AmbiguousCheckout')).exitCode).toBe(2);
  });

  it('Ctrl-C at a question cancels the command', () => {
    const aborted = Object.assign(new Error('Aborted with Ctrl+C'), {
      name: 'AbortError',
      code: 'ABORT_ERR',
    });
    expect(describeFault(local, aborted)).toMatchObject({
      exitCode: 1,
      message: 'Canceled. Nothing was changed.',
    });
  });

  it('a failure that is already described stays as it is', () => {
    const failure = new CommandFailure('not_found', 'not found');
    expect(describeFault(local, failure)).toBe(failure);
  });
});
