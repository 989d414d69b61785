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

describe('The reason that is logged for an error', () => {
  it('is the message if the fault is our own, because those never quote content', () => {
    expect(faultReason(new PortFault('SendMessage: TimeoutError'))).toBe('SendMessage: TimeoutError');
  });

  it('is only the name of any other error, because its message may quote the body', () => {
    const error = thrownBy(() => JSON.parse('private'));
    expect(String(error)).toContain('private');
    expect(faultReason(error)).toBe('SyntaxError');
  });

  it('says nothing about a thrown value that is not an error', () => {
    expect(faultReason('private')).toBe('not_an_error');
  });
});
