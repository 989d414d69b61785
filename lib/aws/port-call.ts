import { PortFault } from '../app/ports.ts';

/** Runs a call of the AWS SDK; whatever goes wrong with it becomes the port's one fault. */
export async function portCall<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown error';
    throw new PortFault(`${what}: ${name}`, { cause: error });
  }
}
