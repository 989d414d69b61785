import { describe, expect, it } from 'vitest';
import { CommandFailure } from '../../../cli/failure/command-failure.ts';
import { explainFault } from '../../../cli/failure/explain-fault.ts';
import { placeOf } from '../../../cli/stage/place.ts';

const local = placeOf({}, {});
const prod = placeOf({ stage: 'prod' }, {});
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
  ])('%s', (_case, place, properties, sentence) => {
    const failure = explainFault(place, Object.assign(new Error('as the SDK says'), properties));
    expect(failure.exitCode).toBe(3);
    expect(failure.message).toContain(sentence);
    expect(failure.message).not.toContain('\n');
  });

  it('no region: names the option', () => {
    expect(explainFault(prod, new Error('Region is missing')).message).toContain('--region');
  });

  it('looks behind the error: fetch and our own ports keep the cause there', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:3000'), { code: 'ECONNREFUSED' });
    const failure = explainFault(local, new TypeError('fetch failed', { cause }));
    expect(failure.message).toContain('connect ECONNREFUSED 127.0.0.1:3000');
    const several = new AggregateError([cause], 'no address answered');
    expect(explainFault(local, several).message).toContain('npm start');
  });

  it('what nobody foresaw is named, with the place', () => {
    const failure = explainFault(prod, named('SomethingElse', 'broken'));
    expect(failure).toMatchObject({ exitCode: 3, message: 'stage prod: SomethingElse: broken' });
    expect(explainFault(prod, 'a text').message).toBe('stage prod: Error: a text');
  });

  it('an answer that did not come in time is nobody answering', async () => {
    const signal = AbortSignal.timeout(1);
    await new Promise((done) => signal.addEventListener('abort', done));
    expect(explainFault(local, signal.reason).message).toContain('npm start');
  });
});

describe('What is no fault stays what it is', () => {
  it('an id of two providers is a question to the user', () => {
    expect(explainFault(local, named('AmbiguousCheckout')).exitCode).toBe(2);
  });

  it('Ctrl-C at a question is a no', () => {
    const aborted = Object.assign(new Error('Aborted with Ctrl+C'), {
      name: 'AbortError',
      code: 'ABORT_ERR',
    });
    expect(explainFault(local, aborted)).toMatchObject({ exitCode: 1, message: 'Nothing was done.' });
  });

  it('a failure that is explained already passes through', () => {
    const failure = new CommandFailure(1, 'not found');
    expect(explainFault(local, failure)).toBe(failure);
  });
});
