import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { QueueRecord } from '../../lib/app/read-message.ts';
import type { SampleCheckout } from '../kit/webhooks.ts';
import type { LocalTable } from '../servers/local-table.ts';
import { AppliedMessages } from './applied-messages.ts';
import { type Item, itemSize } from './item-size.ts';
import { watchRequests } from './sent-requests.ts';
import { refusedUnits, type WriteUnits, writeUnits } from './write-units.ts';

/** What a batch of messages of one checkout cost. */
export interface AppliedBatch {
  readonly requests: number;
  readonly refused: number;
  /** One for each request. */
  readonly writes: readonly WriteUnits[];
  readonly rowBytes: number;
}

/** Applies messages with our own code, and tells what went over the wire and what DynamoDB bills for it. */
export class MeasuredTable {
  readonly #table: LocalTable;
  readonly #requests: ReturnType<typeof watchRequests>;
  readonly #messages: AppliedMessages;

  constructor(table: LocalTable) {
    this.#table = table;
    this.#requests = watchRequests(table.client);
    this.#messages = new AppliedMessages(table);
  }

  async apply(checkout: SampleCheckout, records: readonly QueueRecord[]): Promise<AppliedBatch> {
    const before = await this.#row(checkout);
    this.#requests.take();
    await this.#messages.apply(records);
    const sent = this.#requests.take().filter(({ operation }) => operation === 'UpdateItemCommand');
    const after = await this.#row(checkout);
    const written = writeUnits(this.#table.definition, before, after ?? {});
    return {
      requests: sent.length,
      refused: sent.filter(({ refused }) => refused).length,
      writes: sent.map(({ refused }) => (refused ? refusedUnits(before ?? {}) : written)),
      rowBytes: itemSize(after ?? {}),
    };
  }

  async #row({ checkoutId, provider }: SampleCheckout): Promise<Item | undefined> {
    const { TableName } = this.#table.definition.input;
    const Key = { checkoutId: { S: checkoutId }, provider: { S: provider } };
    const { Item } = await this.#table.client.send(new GetItemCommand({ TableName, Key }));
    return Item;
  }
}
