import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { FunctionError } from '../../../local/lambda/function-error.ts';
import type { LambdaFunction } from '../../../local/lambda/lambda-function.ts';
import { createLambda } from './create-lambda.ts';

const started: LambdaFunction[] = [];
/** Creates a Lambda function that runs until the end of the test. */
const lambda = (...parameters: Parameters<typeof createLambda>): LambdaFunction => {
  const created = createLambda(...parameters);
  started.push(created);
  return created;
};
afterEach(async () => {
  await Promise.all(started.splice(0).map((each) => each.stop()));
});

const failureOf = async (invocation: Promise<unknown>): Promise<FunctionError> => {
  const error = await invocation.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof FunctionError) return error;
  throw new Error(`Expected a FunctionError, got ${error}.`);
};

describe('A local Lambda function', () => {
  it('passes events and answers on as JSON', async () => {
    const event = { text: '§ é 😀', none: null, when: new Date(0), left: undefined };
    expect(await lambda('echo').invoke(event)).toEqual({
      text: '§ é 😀',
      none: null,
      when: '1970-01-01T00:00:00.000Z',
    });
  });

  it('answers null when the handler returns nothing', async () => {
    expect(await lambda('silent').invoke({})).toBeNull();
  });

  it('sees its own environment variables, and none of this process', async () => {
    vi.stubEnv('OF_THIS_PROCESS', 'yes');
    const seen = await lambda('surroundings', { variables: { QUEUE_URL: 'http://queue' } }).invoke({});
    expect(seen).toMatchObject({
      variables: { QUEUE_URL: 'http://queue', AWS_LAMBDA_FUNCTION_NAME: 'service-test-surroundings' },
      functionName: 'service-test-surroundings',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(seen).not.toHaveProperty('variables.OF_THIS_PROCESS');
    expect(seen).not.toHaveProperty('variables.PATH');
    vi.unstubAllEnvs();
  });

  it('reports the remaining time to the handler', async () => {
    const seen = await lambda('surroundings', { timeoutMs: 700 }).invoke({});
    const { remainingMs } = z.parse(z.object({ remainingMs: z.number() }), seen);
    expect(remainingMs).toBeGreaterThan(0);
    expect(remainingMs).toBeLessThanOrEqual(700);
  });

  it('keeps the module between events', async () => {
    const counting = lambda('counting');
    expect([await counting.invoke({}), await counting.invoke({}), await counting.invoke({})]).toEqual([
      1, 2, 3,
    ]);
  });

  it('never handles two events at the same time in one copy of the module', async () => {
    const overlapping = lambda('overlapping');
    const answers = await Promise.all(Array.from({ length: 6 }, () => overlapping.invoke({})));
    expect(answers).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('handles up to maximumEnvironments events at the same time, and starts environments on demand', async () => {
    const counting = lambda('counting', { maximumEnvironments: 2 });
    await counting.prewarm();
    const first = await Promise.all([counting.invoke({}), counting.invoke({})]);
    const second = await Promise.all([counting.invoke({}), counting.invoke({}), counting.invoke({})]);
    expect(first).toEqual([1, 1]);
    expect([...second].sort()).toEqual([2, 2, 3]);
  });

  it('passes on each line that the handler writes', async () => {
    const lines: string[] = [];
    await lambda('talking', { onLine: (line) => lines.push(line) }).invoke({});
    await vi.waitFor(() => expect([...lines].sort()).toEqual(['to stderr', 'to stdout']));
  });
});

describe('An invocation fails', () => {
  it('when the handler throws, with the error’s type and message', async () => {
    const error = await failureOf(lambda('throwing').invoke({}));
    expect(error).toMatchObject({ type: 'RangeError', message: 'RangeError: on purpose' });
  });

  it.each(['hanging', 'spinning'])('when a %s handler times out', async (handler) => {
    const began = performance.now();
    const error = await failureOf(lambda(handler, { timeoutMs: 300 }).invoke({}));
    expect(error).toMatchObject({ type: 'Sandbox.Timedout' });
    expect(error.message).toContain('Task timed out after 0.30 seconds');
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  it('when the handler ends the process', async () => {
    expect(await failureOf(lambda('exiting').invoke({}))).toMatchObject({ type: 'Runtime.ExitError' });
  });

  it('when a rejection is left unhandled', async () => {
    expect(await failureOf(lambda('unhandled').invoke({}))).toMatchObject({ type: 'TypeError' });
  });

  it('when the answer cannot be written as JSON', async () => {
    expect(await failureOf(lambda('unserializable').invoke({}))).toMatchObject({ type: 'TypeError' });
  });

  it('when the module does not export the handler', async () => {
    expect((await failureOf(lambda('missing').prewarm())).message).toContain('no function named missing');
  });

  it('when the function is stopped', async () => {
    const hanging = lambda('hanging');
    const failing = failureOf(hanging.invoke({}));
    await sleep(200);
    await hanging.stop();
    expect(await failing).toMatchObject({ type: 'Runtime.ExitError' });
  });
});

describe('After a failed invocation', () => {
  it('the environment is used again if the handler has thrown', async () => {
    const counting = lambda('counting', { maximumEnvironments: 1 });
    expect(await counting.invoke({})).toBe(1);
    await failureOf(counting.invoke('throw'));
    expect(await counting.invoke({})).toBe(3);
  });

  it('there is a new environment if the handler has ended its process', async () => {
    const counting = lambda('counting', { maximumEnvironments: 1 });
    expect(await counting.invoke({})).toBe(1);
    await failureOf(counting.invoke('exit'));
    expect(await counting.invoke({})).toBe(1);
  });
});
