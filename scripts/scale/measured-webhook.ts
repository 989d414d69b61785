import { MeasuredTable } from '../../bench/dynamodb/measured-table.ts';
import { addUnits, type WriteUnits } from '../../bench/dynamodb/write-units.ts';
import { startLocalTable } from '../../bench/local-table.ts';
import { headersOf, lives, SECRET, sampleCheckout, webhookBody } from '../../bench/webhooks.ts';
import { applyDeliveries } from '../../lib/app/apply-deliveries.ts';
import { receiveDelivery } from '../../lib/app/receive-delivery.ts';
import { httpAnswer } from '../../lib/aws/http-event.ts';
import { logReport } from '../../lib/aws/log-report.ts';
import { MemoryCheckoutStore } from '../../lib/memory/memory-checkout-store.ts';
import { MemoryDeadLetterQueue, MemoryQueue } from '../../lib/memory/memory-queue.ts';
import { MemorySecretStore } from '../../lib/memory/memory-secret-store.ts';
import { findProvider } from '../../lib/providers/registry.ts';

/** What a webhook is and leaves behind, on average over the lives of checkouts that go well, of both providers. */
export interface MeasuredWebhook {
  readonly bodyBytes: number;
  readonly messageBytes: number;
  readonly answerBytes: number;
  /** Log lines of ingest and of consume, with what CloudWatch adds to each. */
  readonly ingestLogBytes: number;
  readonly consumeLogBytes: number;
  /** For the table and for each index. */
  readonly writeUnits: WriteUnits;
  /** The row of a whole life, as DynamoDB counts it. */
  readonly rowBytes: number;
  readonly webhooksPerCheckout: number;
}

/** CloudWatch bills so much for each log event, beside its text. */
const LOG_EVENT_BYTES = 26;
const QUEUE_ID = '0b6e2c8e-7d4e-4c0c-9c86-5a1b2c3d4e5f';
const REQUEST_ID = 'JKJaXmPLvHcESHA=';
const NOW = Date.UTC(2026, 0, 1, 12, 0, 30);
const MS_TO_ROW = 180;

type Life = keyof typeof lives;
const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
const signal = new AbortController().signal;

/** Collects what a function would print. */
function logOf(now: number) {
  let bytes = 0;
  const write = (line: string) => {
    bytes += Buffer.byteLength(line.trimEnd()) + LOG_EVENT_BYTES;
  };
  const { report, flush } = logReport({ namespace: 'checkout-webhooks/prod', now: () => now, write });
  return { report, flush, take: () => bytes };
}

/** Puts one webhook through our own code, with everything around it in memory. */
async function measureOne(
  store: MemoryCheckoutStore,
  checkout: ReturnType<typeof sampleCheckout>,
  body: Buffer,
) {
  const queue = new MemoryQueue();
  const [ingest, consume] = [logOf(NOW), logOf(NOW + MS_TO_ROW)];
  const secrets = new MemorySecretStore(new Map([[checkout.provider, [SECRET]]]));
  const about = { receivedAt: new Date(NOW).toISOString(), requestId: REQUEST_ID };
  const received = await receiveDelivery(
    { findProvider, secrets, queue, report: ingest.report, maxBodyBytes: body.length },
    { provider: checkout.provider, body, headers: headersOf(checkout, body), ...about },
    signal,
  );
  const text = queue.messages[0]?.text ?? '';
  const deadLetters = new MemoryDeadLetterQueue();
  const now = () => NOW + MS_TO_ROW;
  const dependencies = { findProvider, store, deadLetters, report: consume.report, now };
  await applyDeliveries(dependencies, [{ messageId: QUEUE_ID, text }], signal);
  for (const { flush } of [ingest, consume]) flush();
  return {
    bodyBytes: body.length,
    messageBytes: Buffer.byteLength(text),
    answerBytes: JSON.stringify(httpAnswer({ ...received, id: QUEUE_ID })).length,
    ingestLogBytes: ingest.take(),
    consumeLogBytes: consume.take(),
    record: { messageId: QUEUE_ID, text },
  };
}

async function measureLife(table: MeasuredTable, provider: Life) {
  const checkout = sampleCheckout(provider);
  const store = new MemoryCheckoutStore();
  const webhooks = [];
  const writes: WriteUnits[] = [];
  let rowBytes = 0;
  for (const [second, status] of lives[provider].entries()) {
    const { record, ...sizes } = await measureOne(store, checkout, webhookBody(checkout, status, second));
    const applied = await table.apply(checkout, [record]);
    webhooks.push(sizes);
    writes.push(...applied.writes);
    ({ rowBytes } = applied);
  }
  return { webhooks, writes, rowBytes };
}

/** Measures with the real code, and with DynamoDB's own rules on rows that it really wrote. */
export async function measureWebhook(): Promise<MeasuredWebhook> {
  await using local = await startLocalTable();
  const table = new MeasuredTable(local);
  const measured = [await measureLife(table, 'inqud'), await measureLife(table, 'tweed')];
  const webhooks = measured.flatMap((life) => life.webhooks);
  const writes = measured.flatMap((life) => life.writes);
  const average = (of: keyof (typeof webhooks)[number]) => mean(webhooks.map((webhook) => webhook[of]));
  const units = Object.entries(addUnits(writes)).map(([name, sum]) => [name, sum / webhooks.length] as const);
  return {
    bodyBytes: average('bodyBytes'),
    messageBytes: average('messageBytes'),
    answerBytes: average('answerBytes'),
    ingestLogBytes: average('ingestLogBytes'),
    consumeLogBytes: average('consumeLogBytes'),
    writeUnits: Object.fromEntries(units),
    rowBytes: mean(measured.map((life) => life.rowBytes)),
    webhooksPerCheckout: webhooks.length / measured.length,
  };
}
