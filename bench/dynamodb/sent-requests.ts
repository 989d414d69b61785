import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** A request as it went over the wire: the operation, and whether its condition held. */
export interface SentRequest {
  readonly operation: string;
  readonly refused: boolean;
}

/** Notes every HTTP request of a client, retries included; `take` gives those since the last call. */
export function watchRequests(client: DynamoDBClient): { take(): readonly SentRequest[] } {
  let sent: SentRequest[] = [];
  client.middlewareStack.add(
    (next, context) => async (call) => {
      const operation = context.commandName ?? 'unknown';
      try {
        const result = await next(call);
        sent.push({ operation, refused: false });
        return result;
      } catch (error) {
        sent.push({ operation, refused: true });
        throw error;
      }
    },
    { step: 'deserialize', priority: 'high', name: 'watchRequests' },
  );
  return {
    take() {
      const taken = sent;
      sent = [];
      return taken;
    },
  };
}
