import { describe, expect, it } from 'vitest';
import { faultReason } from '../../lib/app/fault-reason.ts';
import { PortFault } from '../../lib/app/ports.ts';

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

describe('What the log says of an error', () => {
  it('is the message of our own faults, which is worded without content', () => {
    expect(faultReason(new PortFault('SendMessage: TimeoutError'))).toBe('SendMessage: TimeoutError');
  });

  it('is only the kind of any other, whose message may quote the body', () => {
    const error = thrownBy(() => JSON.parse('private'));
    expect(String(error)).toContain('private');
    expect(faultReason(error)).toBe('SyntaxError');
  });

  it('is nothing of what is no error at all', () => {
    expect(faultReason('private')).toBe('not_an_error');
  });
});
