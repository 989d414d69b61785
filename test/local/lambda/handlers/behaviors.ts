/** Handlers that each show one behavior. They run on threads, where they cannot reach the tests. */
import { setTimeout as sleep } from 'node:timers/promises';

interface Context {
  readonly functionName: string;
  readonly awsRequestId: string;
  readonly getRemainingTimeInMillis: () => number;
}

let calls = 0;
let running = 0;

export const echo = async (event: unknown): Promise<unknown> => event;

export const surroundings = (_event: unknown, context: Context): unknown => ({
  variables: process.env,
  functionName: context.functionName,
  requestId: context.awsRequestId,
  remainingMs: context.getRemainingTimeInMillis(),
});

/** Returns how often this copy of the module has been called. Throws or ends the process if the event says so. */
export const counting = async (event: unknown): Promise<number> => {
  calls += 1;
  if (event === 'throw') throw new Error('as the event says');
  if (event === 'exit') process.exit(1);
  return calls;
};

/** Returns how many events this copy of the module is handling at the same time. */
export const overlapping = async (): Promise<number> => {
  running += 1;
  await sleep(50);
  const seen = running;
  running -= 1;
  return seen;
};

export const throwing = async (): Promise<never> => {
  throw new RangeError('on purpose');
};

export const hanging = (): Promise<never> => new Promise(() => undefined);

export const spinning = (): never => {
  for (;;);
};

export const exiting = (): never => process.exit(7);

/** Leaves a rejection that nobody handles. */
export const unhandled = async (): Promise<never> => {
  void Promise.reject(new TypeError('nobody handles this'));
  return new Promise(() => undefined);
};

export const unserializable = (): unknown => ({ amount: 1n });

export const silent = (): void => undefined;

export const talking = (): void => {
  console.log('to stdout');
  console.error('to stderr');
};
