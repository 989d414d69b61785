import { InvalidCursor, PortFault } from '../app/ports.ts';

/**
 * Runs a call of the AWS SDK. Every error becomes a `PortFault` that names the call and the error, and nothing else.
 *
 * @param name of the call, for the fault
 * @param signal when it aborts, the call fails at once but is not stopped. The SDK prepares a call anew if it gets a
 *   signal of its own, which costs 5% of the time of a webhook. The client's timeouts end the call. What it does
 *   until then is harmless: see docs/decisions/0026-calls-given-up-are-not-aborted.md.
 */
export async function portCall<T>(name: string, call: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await (signal ? unlessAborted(signal, call) : call());
  } catch (error) {
    // Faults that are in the port's own words already.
    if (error instanceof PortFault || error instanceof InvalidCursor) throw error;
    const cause = error instanceof Error ? error.name : 'unknown error';
    throw new PortFault(`${name}: ${cause}`, { cause: error });
  }
}

function unlessAborted<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    signal.addEventListener('abort', giveUp, { once: true });
    call()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', giveUp));
  });
}
