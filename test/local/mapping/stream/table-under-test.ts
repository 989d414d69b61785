import {
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  type DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { localClient } from '../../../../local/emulators/local-client.ts';
import type { Stoppable } from '../../../../local/emulators/restartable.ts';
import { StreamMapping, type StreamMappingOptions } from '../../../../local/mapping/stream/stream-mapping.ts';
import type { DynamodbEngine } from '../../../../proof/kit/engines/dynamodb-engine.ts';

const Event = z.custom<DynamoDBStreamEvent>(
  (value) => typeof value === 'object' && value !== null && 'Records' in value,
);
export const recordsOf = (event: unknown): readonly DynamoDBRecord[] => z.parse(Event, event).Records;

/** Returns the changes in an event, such as `a2`: the second version of the item `a`. A removed item is `a-`. */
export const changesOf = (event: unknown): string[] => recordsOf(event).map(changeOf);

export const changeOf = ({ dynamodb }: DynamoDBRecord): string =>
  `${dynamodb?.Keys?.['id']?.S}${dynamodb?.NewImage?.['revision']?.N ?? '-'}`;

/** Returns the answer that these changes of an event have failed. */
export const failing = (event: unknown, ...changes: readonly string[]) => ({
  batchItemFailures: recordsOf(event)
    .filter((record) => changes.includes(changeOf(record)))
    .map(({ dynamodb }) => ({ itemIdentifier: dynamodb?.SequenceNumber })),
});

const running: Stoppable[] = [];
let sequence = 0;

/** For `afterAll`. Stops everything that the tests of a file have started. */
export async function stopMappings(): Promise<void> {
  await Promise.all(running.splice(0).map((part) => part.stop()));
}

async function createTableWithStream(client: DynamoDBClient, TableName: string): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
}

/** A table with a stream on an engine. */
export class TableUnderTest {
  readonly name: string;
  readonly #engine: Pick<DynamodbEngine, 'client' | 'endpoint'>;

  static async create(engine: Pick<DynamodbEngine, 'client' | 'endpoint'>): Promise<TableUnderTest> {
    sequence += 1;
    const name = `items-${process.pid}-${sequence}`;
    await createTableWithStream(engine.client, name);
    return new TableUnderTest(engine, name);
  }

  private constructor(engine: Pick<DynamodbEngine, 'client' | 'endpoint'>, name: string) {
    this.#engine = engine;
    this.name = name;
  }

  /** Writes the next version of each item, one after the other. */
  async write(...ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      await this.#engine.client.send(
        new UpdateItemCommand({
          TableName: this.name,
          Key: { id: { S: id } },
          UpdateExpression: 'SET revision = if_not_exists(revision, :zero) + :one, history = :bytes',
          ExpressionAttributeValues: {
            ':zero': { N: '0' },
            ':one': { N: '1' },
            ':bytes': { L: [{ B: Buffer.from([0, 255]) }] },
          },
        }),
      );
    }
  }

  async remove(id: string): Promise<void> {
    await this.#engine.client.send(new DeleteItemCommand({ TableName: this.name, Key: { id: { S: id } } }));
  }

  async createAgain(): Promise<void> {
    await this.#engine.client.send(new DeleteTableCommand({ TableName: this.name }));
    await createTableWithStream(this.#engine.client, this.name);
  }

  /** Starts an event source mapping to a function. */
  feed(invoke: StreamMappingOptions['invoke'], options: Partial<StreamMappingOptions> = {}) {
    const faults: string[] = [];
    const config = localClient(this.#engine.endpoint, 'eu-central-1');
    const client = new DynamoDBStreamsClient({ ...config, maxAttempts: 1 });
    const mapping = new StreamMapping({
      client,
      tableName: this.name,
      batchSize: 100,
      windowSeconds: 0,
      parallelizationFactor: 1,
      bisect: true,
      reportBatchItemFailures: true,
      filterEventNames: ['INSERT', 'MODIFY'],
      invoke,
      onFault: (fault) => faults.push(fault),
      ...options,
    });
    running.push(mapping, { stop: async () => client.destroy() });
    return { mapping, faults };
  }
}
