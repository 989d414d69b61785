import { publishHandler } from '../../lib/aws/lambda/publish-handler.ts';
import { startInvocationLog } from '../../lib/aws/telemetry/invocation-log.ts';
import { MemoryDeadLetterQueue } from '../../lib/memory/memory-queue.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { startEngines } from '../engines/engines.ts';
import { mean, sum } from '../kit/statistics.ts';
import { LOG_EVENT_BYTES } from '../model/measured-webhook.ts';
import { type MeasuredNotifications, measureNotifications } from './measured-notifications.ts';
import { streamRecords } from './stream-records.ts';

/** The events of checkouts that are paid: averages over both providers. */
export interface MeasuredEvents {
  /** How many events a webhook causes. A change that readers do not see has none. */
  readonly perWebhook: number;
  readonly bytes: number;
  /** What publish logs for each webhook, with what CloudWatch adds to each line. */
  readonly logBytes: number;
  readonly notifications: MeasuredNotifications;
}

const CHECKOUTS = 10;
const context = { getRemainingTimeInMillis: () => 20_000 };

/** Publishes the changes of checkouts with the real code. */
export async function measureEvents(batchSize: number): Promise<MeasuredEvents> {
  await using engines = await startEngines();
  const records = await streamRecords(engines, CHECKOUTS);
  const events: string[] = [];
  const lines: string[] = [];
  const publish = publishHandler({
    findProvider,
    outlet: { publish: async (event) => void events.push(JSON.stringify(event)) },
    deadLetters: new MemoryDeadLetterQueue(),
    source: 'urn:checkout-webhooks:prod',
    startLog: () =>
      startInvocationLog({ namespace: 'checkout-webhooks/prod', write: (line) => lines.push(line) }),
  });
  await publish({ Records: [...records] }, context);
  return {
    perWebhook: events.length / records.length,
    bytes: mean(events.map((event) => Buffer.byteLength(event))),
    logBytes: sum(lines.map((line) => Buffer.byteLength(line.trimEnd()) + LOG_EVENT_BYTES)) / records.length,
    notifications: await measureNotifications(events, batchSize),
  };
}
