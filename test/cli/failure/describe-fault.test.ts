import { describe, expect, it } from 'vitest';
import { CommandFailure } from '../../../cli/failure/command-failure.ts';
import { describeFault } from '../../../cli/failure/describe-fault.ts';
import { targetOf } from '../../../cli/stage/target.ts';

const local = targetOf({}, {});
const prod = targetOf({ stage: 'prod' }, {});
const named = (name: string, message = 'as the SDK says') => Object.assign(new Error(message), { name });

describe('A fault becomes a sentence that says what to do, and exit code 3', () => {
  it.each([
    ['nobody listens', local, { code: 'ECONNREFUSED' }, 'npm start'],
    ['nobody listens on AWS', prod, { code: 'ENOTFOUND' }, 'Check the address, the network'],
    ['no credentials', prod, { name: 'CredentialsProviderError' }, 'aws sso login'],
    ['credentials that ran out', prod, { name: 'ExpiredTokenException' }, 'aws sso login'],
    [
      'no such table on AWS',
      prod,
      { name: 'ResourceNotFoundException' },
      'Check --stage, --region and --profile',
    ],
    ['no such table here', local, { name: 'ResourceNotFoundException' }, 'npm start'],
    ['not allowed', prod, { name: 'AccessDeniedException' }, 'Not allowed on stage prod'],
  ])('%s', (_case, target, properties, sentence) => {
    const failure = describeFault(target, Object.assign(new Error('as the SDK says'), properties));
    expect(failure.exitCode).toBe(3);
    expect(failure.message).toContain(sentence);
    expect(failure.message).not.toContain('\n');
  });

  it('no region: names the option', () => {
    expect(describeFault(prod, new Error('Region is missing')).message).toContain('--region');
  });

  it('looks behind the error: fetch and our own ports keep the cause there', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:3000'), { code: 'ECONNREFUSED' });
    const failure = describeFault(local, new TypeError('fetch failed', { cause }));
    expect(failure.message).toContain('connect ECONNREFUSED 127.0.0.1:3000');
    const several = new AggregateError([cause], 'no address answered');
    expect(describeFault(local, several).message).toContain('npm start');
  });

  it('what nobody foresaw is named, with the target', () => {
    const failure = describeFault(prod, named('SomethingElse', 'broken'));
    expect(failure).toMatchObject({ exitCode: 3, message: 'stage prod: SomethingElse: broken' });
    expect(describeFault(prod, 'a text').message).toBe('stage prod: Error: a text');
  });

  it('an answer that did not come in time is nobody answering', async () => {
    const signal = AbortSignal.timeout(1);
    await new Promise((done) => signal.addEventListener('abort', done));
    expect(describeFault(local, signal.reason).message).toContain('npm start');
  });
});

describe('What is no fault stays what it is', () => {
  it('an id of two providers is a question to the user', () => {
    expect(describeFault(local, named('AmbiguousCheckout')).exitCode).toBe(2);
  });

  it('Ctrl-C at a question is a no', () => {
    const aborted = Object.assign(new Error('Aborted with Ctrl+C'), {
      name: 'AbortError',
      code: 'ABORT_ERR',
    });
    expect(describeFault(local, aborted)).toMatchObject({ exitCode: 1, message: 'Nothing was done.' });
  });

  it('a failure that is explained already passes through', () => {
    const failure = new CommandFailure(1, 'not found');
    expect(describeFault(local, failure)).toBe(failure);
  });
});
