import { mkdtemp, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GetEventSourceMappingCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { describe, expect, it, onTestFinished } from 'vitest';
import { localClient } from '../../../local/emulators/local-client.ts';
import { type LambdaApiOptions, startLambdaApi } from '../../../local/lambda-api/lambda-api.ts';
import type { PausableMapping } from '../../../local/lambda-api/pausable-mapping.ts';
import { startStack } from '../../../local/stack/stack.ts';

const region = 'eu-central-1';
const queueArn = (name: string): string => `arn:aws:sqs:${region}:000000000000:${name}`;

/** A mapping whose batch in progress ends when the test says so. */
class SlowMapping implements PausableMapping {
  readonly functionName: string;
  readonly eventSourceArn: string;
  enabled = true;
  failure: Error | undefined;
  #batch = Promise.resolve();
  #endBatch: () => void = () => undefined;

  constructor(functionName: string, queue: string) {
    this.functionName = functionName;
    this.eventSourceArn = queueArn(queue);
  }

  startBatch(): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#batch = promise;
    this.#endBatch = resolve;
  }
  endBatch(): void {
    this.#endBatch();
  }
  async pause(): Promise<void> {
    await this.#batch;
    if (this.failure) throw this.failure;
    this.enabled = false;
  }
  async resume(): Promise<void> {
    this.enabled = true;
  }
}

const notifyMapping = () => new SlowMapping('shop-notify', 'shop-notify.fifo');

/** Starts the API until the end of the test. Returns a client of AWS's SDK for it. */
async function startApi(mappings: readonly PausableMapping[], options: Partial<LambdaApiOptions> = {}) {
  const faults: string[] = [];
  const onFault = (text: string): void => void faults.push(text);
  const api = await startLambdaApi({ port: 0, region, mappings, onFault, ...options });
  onTestFinished(() => api.stop());
  const url = `http://127.0.0.1:${api.port}`;
  const client = new LambdaClient({ ...localClient(url, region), maxAttempts: 1 });
  onTestFinished(() => client.destroy());
  const list = async (filter = {}) => {
    const { EventSourceMappings = [] } = await client.send(new ListEventSourceMappingsCommand(filter));
    return EventSourceMappings;
  };
  const uuid = async (): Promise<string> => (await list())[0]?.UUID ?? '';
  const state = async (UUID: string) => {
    const { State } = await client.send(new GetEventSourceMappingCommand({ UUID }));
    return State;
  };
  const enable = (UUID: string, Enabled: boolean) =>
    client.send(new UpdateEventSourceMappingCommand({ UUID, Enabled }));
  return { url, api, client, faults, list, uuid, state, enable };
}

describe('ListEventSourceMappings', () => {
  const mappings = [notifyMapping(), new SlowMapping('shop-consume', 'shop-deliveries')];

  it("returns every mapping in the words of Lambda's API", async () => {
    const { list } = await startApi(mappings);
    const [notify, consume] = await list();
    expect(notify).toMatchObject({
      UUID: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      FunctionArn: `arn:aws:lambda:${region}:000000000000:function:shop-notify`,
      EventSourceArn: queueArn('shop-notify.fifo'),
      State: 'Enabled',
      LastModified: expect.any(Date),
    });
    expect(consume?.UUID).not.toBe(notify?.UUID);
  });

  it.each([
    ['the name of the function', { FunctionName: 'shop-notify' }],
    ['its ARN', { FunctionName: `arn:aws:lambda:${region}:000000000000:function:shop-notify` }],
    ['its name and an alias', { FunctionName: 'shop-notify:live' }],
    ['the source', { EventSourceArn: queueArn('shop-notify.fifo') }],
  ])('finds them by %s', async (_what, filter) => {
    const { list } = await startApi(mappings);
    expect(await list(filter)).toMatchObject([{ EventSourceArn: queueArn('shop-notify.fifo') }]);
  });

  it('returns none if none matches', async () => {
    const { list } = await startApi(mappings);
    expect(await list({ FunctionName: 'shop' })).toEqual([]);
  });

  it('returns the same UUID after a restart', async () => {
    const [first, second] = [await startApi(mappings), await startApi(mappings)];
    expect(await first.uuid()).toBe(await second.uuid());
  });
});

describe('UpdateEventSourceMapping', () => {
  it('pauses a mapping and resumes it', async () => {
    const mapping = notifyMapping();
    const { enable, uuid, state } = await startApi([mapping]);
    const id = await uuid();
    await enable(id, false);
    await expect.poll(() => state(id)).toBe('Disabled');
    expect(mapping.enabled).toBe(false);
    await enable(id, true);
    await expect.poll(() => state(id)).toBe('Enabled');
    expect(mapping.enabled).toBe(true);
  });

  it('answers before the batch in progress has ended, so a function can pause its own mapping', async () => {
    const mapping = notifyMapping();
    mapping.startBatch();
    const { enable, uuid, state } = await startApi([mapping]);
    const id = await uuid();
    expect(await enable(id, false)).toMatchObject({ State: 'Disabling' });
    await expect(enable(id, true)).rejects.toMatchObject({ name: 'ResourceInUseException' });
    expect(await state(id)).toBe('Disabling');
    mapping.endBatch();
    await expect.poll(() => state(id)).toBe('Disabled');
  });

  it('reports a mapping that does not pause, and shows that it is still enabled', async () => {
    const mapping = notifyMapping();
    mapping.failure = new Error('broken');
    const { enable, uuid, state, faults } = await startApi([mapping]);
    const id = await uuid();
    await enable(id, false);
    await expect.poll(() => faults).toEqual(['The mapping did not pause: Error: broken']);
    expect(await state(id)).toBe('Enabled');
  });

  it('refuses a setting that it does not know, instead of ignoring it', async () => {
    const { client, uuid } = await startApi([notifyMapping()]);
    const command = new UpdateEventSourceMappingCommand({ UUID: await uuid(), BatchSize: 5 });
    await expect(client.send(command)).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  });

  it('answers ResourceNotFoundException for a mapping that does not exist', async () => {
    const { enable, state } = await startApi([notifyMapping()]);
    const nobody = '00000000-0000-8000-8000-000000000000';
    await expect(enable(nobody, false)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(state(nobody)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('A pause', () => {
  const pausedFile = async () => join(await mkdtemp(join(tmpdir(), 'paused-')), 'paused.json');

  it('survives a restart with a data directory, and so does when it began', async () => {
    const file = await pausedFile();
    const first = await startApi([notifyMapping()], { pausedFile: file });
    const id = await first.uuid();
    await first.enable(id, false);
    const [before] = await first.list();
    const second = await startApi([notifyMapping()], { pausedFile: file });
    await expect.poll(() => second.state(id)).toBe('Disabled');
    expect((await second.list())[0]?.LastModified).toEqual(before?.LastModified);
    await second.enable(id, true);
    const third = await startApi([notifyMapping()], { pausedFile: file });
    expect(await third.state(id)).toBe('Enabled');
  });

  it('ends with the process without one, and with a file that is damaged', async () => {
    const file = await pausedFile();
    await writeFile(file, '{"broken');
    const { state, uuid } = await startApi([notifyMapping()], { pausedFile: file });
    expect(await state(await uuid())).toBe('Enabled');
  });
});

describe('GetFunctionConfiguration', () => {
  it('returns the environment of a function, and 404 for one that does not exist', async () => {
    const variables = { NOTIFY_URL: 'http://localhost:8080/paid' };
    const variablesOf = (name: string) => (name === 'shop-notify' ? variables : undefined);
    const { client } = await startApi([notifyMapping()], { variablesOf });
    const ask = (FunctionName: string) => client.send(new GetFunctionConfigurationCommand({ FunctionName }));
    expect((await ask('shop-notify')).Environment?.Variables).toEqual(variables);
    await expect(ask('shop-consume')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('returns no secrets of the local stack', async () => {
    const running = await startStack();
    onTestFinished(() => running.stop());
    const client = new LambdaClient(localClient(running.lambdaEndpoint, region));
    const command = new GetFunctionConfigurationCommand({ FunctionName: 'checkout-webhooks-dev-ingest' });
    const { Environment } = await client.send(command);
    expect(Environment?.Variables).toMatchObject({ QUEUE_URL: running.queueUrl });
    expect(JSON.stringify(Environment)).not.toContain('local-secret');
  });
});

describe('The Lambda API', () => {
  it('refuses a request that was sent to another host name, as a page in a browser could', async () => {
    const { url } = await startApi([notifyMapping()]);
    const status = (host: string) =>
      new Promise((done) =>
        request(`${url}/2015-03-31/event-source-mappings/`, { headers: { host } }, (response) => {
          response.resume();
          done(response.statusCode);
        }).end(),
      );
    const { port } = new URL(url);
    expect(await status('attacker.example')).toBe(403);
    expect(await status(`attacker.example:${port}`)).toBe(403);
    expect(await status('127.0.0.1:1')).toBe(403);
    expect(await status(`localhost:${port}`)).toBe(200);
  });

  it('answers nothing else', async () => {
    const { url } = await startApi([notifyMapping()]);
    const answer = await fetch(`${url}/2015-03-31/functions/`);
    expect({ status: answer.status, type: answer.headers.get('x-amzn-errortype') }).toEqual({
      status: 404,
      type: 'UnknownOperationException',
    });
    const body = 'x'.repeat(65 * 1024);
    const tooLarge = await fetch(`${url}/2015-03-31/event-source-mappings/1`, { method: 'PUT', body });
    expect(tooLarge.status).toBe(413);
  });
});
