import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Returns a client that sends with the settings and the connections of another one, until the signal aborts. */
export const abortableClient = (client: DynamoDBClient, abortSignal: AbortSignal): DynamoDBClient =>
  Object.create(client, {
    send: {
      value: (command: Parameters<DynamoDBClient['send']>[0]) => client.send(command, { abortSignal }),
    },
  });
