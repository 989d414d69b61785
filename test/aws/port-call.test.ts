import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { PortFault } from '../../lib/app/ports.ts';
import { portCall } from '../../lib/aws/port-call.ts';

const never = () => new Promise<never>(() => undefined);

describe('A call of the AWS SDK', () => {
  it('gives what it gives, and leaves nothing at the signal', async () => {
    const { signal } = new AbortController();
    expect(await portCall('SendMessage', async () => 'sent', signal)).toBe('sent');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('fails as the one fault of its port, which names the call and the error and nothing else', async () => {
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

  it('is given up when time is out, although it never ends', async () => {
    const outOfTime = new AbortController();
    const called = portCall('SendMessage', never, outOfTime.signal);
    outOfTime.abort();
    await expect(called).rejects.toEqual(new PortFault('SendMessage: AbortError'));
  });

  it('does not begin when time is out already', async () => {
    let begun = false;
    const call = async () => {
      begun = true;
    };
    await expect(portCall('SendMessage', call, AbortSignal.abort())).rejects.toBeInstanceOf(PortFault);
    expect(begun).toBe(false);
  });

  it('may fail after it was given up, and nobody hears of it', async () => {
    const outOfTime = new AbortController();
    const { promise, reject } = Promise.withResolvers<string>();
    const called = portCall('SendMessage', () => promise, outOfTime.signal);
    outOfTime.abort();
    await expect(called).rejects.toBeInstanceOf(PortFault);
    reject(new Error('too late'));
    await new Promise((resolve) => setImmediate(resolve));
  });
});
