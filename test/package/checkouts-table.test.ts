import { createServer, type Server } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkoutsTable } from '../../lib/checkouts-table.ts';
import { LOCAL_HOST, localCredentials } from '../../service/local-defaults.ts';

const tableName = 'checkout-webhooks-prod';

describe('Opening the table', () => {
  it.each([
    ['no options', '{}'],
    ['another name of the option', '{ "table": "checkout-webhooks-prod" }'],
    ['an empty name', '{ "tableName": "" }'],
    ['a number', '{ "tableName": 7 }'],
  ])('names the missing option to a caller in JavaScript who gives %s', (_name, options) => {
    expect(() => checkoutsTable(JSON.parse(options))).toThrow(
      "checkoutsTable needs the option tableName, such as 'checkout-webhooks-prod'.",
    );
  });

  it('refuses a state that does not exist, and names the one that was probably meant', async () => {
    const checkouts = checkoutsTable({ tableName, client: { region: 'eu-central-1' } });
    const state = JSON.parse('"succeded"');
    await expect(checkouts.listByState(state)).rejects.toThrow(
      'succeded is not a state. Did you mean succeeded? The states are pending, processing, succeeded,',
    );
  });
});

describe('A table that does not answer', () => {
  let silent: Server;
  let connections: number;
  let client: DynamoDBClient;

  beforeEach(async () => {
    connections = 0;
    silent = createServer((socket) => {
      connections += 1;
      socket.resume();
      socket.on('close', () => {
        connections -= 1;
      });
      socket.on('error', () => undefined);
    });
    await new Promise<void>((done) => silent.listen(0, LOCAL_HOST, done));
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    client = new DynamoDBClient({
      endpoint: `http://${LOCAL_HOST}:${port}`,
      region: 'eu-central-1',
      credentials: localCredentials,
    });
  });
  afterEach(async () => {
    client.destroy();
    await new Promise((done) => silent.close(done));
  });

  it.each([
    ['get', (table, options) => table.get('CCO-1', undefined, options)],
    ['findByReference', (table, options) => table.findByReference('order-1', {}, options)],
    ['listByState', (table, options) => table.listByState('succeeded', {}, options)],
    ['listByAttention', (table, options) => table.listByAttention({}, options)],
  ] satisfies [string, (table: Table, options: { signal: AbortSignal }) => Promise<unknown>][])(
    '%s ends with the reason of its signal, and ends the request',
    async (_name, call) => {
      const controller = new AbortController();
      const reading = call(checkoutsTable({ tableName, client }), { signal: controller.signal });
      const outcome = expect(reading).rejects.toThrow('the customer left');
      await vi.waitFor(() => expect(connections).toBeGreaterThan(0));
      controller.abort(new Error('the customer left'));
      await outcome;
      await vi.waitFor(() => expect(connections).toBe(0));
    },
  );

  it('does not ask when the signal aborted before', async () => {
    const signal = AbortSignal.abort(new Error('too late'));
    const reading = checkoutsTable({ tableName, client }).get('CCO-1', undefined, { signal });
    await expect(reading).rejects.toThrow('too late');
    expect(connections).toBe(0);
  });
});

type Table = ReturnType<typeof checkoutsTable>;

describe('Closing the table', () => {
  it('closes a client that it made, and leaves a client of the shop open', () => {
    const destroy = vi.spyOn(DynamoDBClient.prototype, 'destroy');
    const client = new DynamoDBClient({ region: 'eu-central-1' });
    checkoutsTable({ tableName, client }).close();
    expect(destroy).not.toHaveBeenCalled();
    checkoutsTable({ tableName, client: { region: 'eu-central-1' } }).close();
    expect(destroy).toHaveBeenCalledOnce();
    destroy.mockRestore();
  });
});
