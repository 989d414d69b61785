import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { PortFault } from '../../lib/app/ports.ts';
import { portCall } from '../../lib/aws/port-call.ts';

const never = () => new Promise<never>(() => undefined);

describe('A call of the AWS SDK', () => {
  it('returns its result, and leaves no listener on the signal', async () => {
    const { signal } = new AbortController();
    expect(await portCall('SendMessage', async () => 'sent', signal)).toBe('sent');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('fails with a PortFault that names the call and the error, and nothing else', async () => {
    const { signal } = new AbortController();
    const call = async () => {
      throw new TypeError('with a body in it');
    };
    await expect(portCall('SendMessage', call, signal)).rejects.toEqual(
      new PortFault('SendMessage: TypeError'),
    );
    await expect(portCall('SendMessage', call)).rejects.toEqual(new PortFault('SendMessage: TypeError'));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('fails when time is out, even if it never ends', async () => {
    const outOfTime = new AbortController();
    const called = portCall('SendMessage', never, outOfTime.signal);
    outOfTime.abort();
    await expect(called).rejects.toEqual(new PortFault('SendMessage: AbortError'));
  });

  it('is not started if time is out already', async () => {
    let begun = false;
    const call = async () => {
      begun = true;
    };
    await expect(portCall('SendMessage', call, AbortSignal.abort())).rejects.toBeInstanceOf(PortFault);
    expect(begun).toBe(false);
  });

  it('may fail later without an unhandled rejection', async () => {
    const outOfTime = new AbortController();
    const { promise, reject } = Promise.withResolvers<string>();
    const called = portCall('SendMessage', () => promise, outOfTime.signal);
    outOfTime.abort();
    await expect(called).rejects.toBeInstanceOf(PortFault);
    reject(new Error('too late'));
    await new Promise((resolve) => setImmediate(resolve));
  });
});
