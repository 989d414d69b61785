import { type ApplyDependencies, applyDeliveries } from '../../lib/app/apply-deliveries.ts';
import type { QueueRecord } from '../../lib/app/read-message.ts';
import { dynamodbCheckoutStore } from '../../lib/aws/dynamodb/dynamodb-checkout-store.ts';
import { readSettings, TableSettings } from '../../lib/aws/settings.ts';
import { MemoryDeadLetterQueue } from '../../lib/memory/memory-queue.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import type { Engines } from './engines.ts';

/** Applies messages to the table with our own code, at the default settings unless one is given. */
export class RecordApplier {
  readonly #dependencies: ApplyDependencies;

  constructor({ client, table }: Engines, retentionDays = 0) {
    const variables = { TABLE_NAME: table.input.TableName, RETENTION_DAYS: String(retentionDays) };
    const settings = readSettings(TableSettings, variables);
    this.#dependencies = {
      findProvider,
      store: dynamodbCheckoutStore(client, settings),
      deadLetters: new MemoryDeadLetterQueue(),
      now: Date.now,
      retentionDays,
    };
  }

  /** @throws Error when one of the messages fails */
  async apply(records: readonly QueueRecord[]): Promise<void> {
    const invocation = { report: () => undefined, outOfTime: new AbortController().signal };
    const failed = await applyDeliveries(this.#dependencies, records, invocation);
    if (failed.length > 0) throw new Error(`${failed.length} messages failed.`);
  }
}
