import { PortFault } from '../app/ports.ts';

/**
 * Runs a call of the AWS SDK; whatever goes wrong with it becomes the port's one fault.
 *
 * @param giveUp when it aborts, the call is given up and not stopped: given a signal, the SDK prepares each call anew,
 *   which is a twentieth of a webhook's time. The client's own timeouts end it; and whatever it still does until then
 *   does no harm, because each call of ours may be done twice.
 */
export async function portCall<T>(what: string, call: () => Promise<T>, giveUp?: AbortSignal): Promise<T> {
  try {
    return await (giveUp ? unlessAborted(giveUp, call) : call());
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown error';
    throw new PortFault(`${what}: ${name}`, { cause: error });
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
