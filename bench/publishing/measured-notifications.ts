import type { Endpoint } from '../../lib/app/notify/notify-ports.ts';
import { notifyHandler } from '../../lib/aws/lambda/notify-handler.ts';
import { startInvocationLog } from '../../lib/aws/telemetry/invocation-log.ts';
import { MemorySecretStore } from '../../lib/memory/memory-secret-store.ts';
import { sum } from '../kit/statistics.ts';
import { LOG_EVENT_BYTES } from '../model/measured-webhook.ts';
import { timeSeriesIn } from '../model/time-series.ts';
import { batchEvent, RECEIVED_AT } from '../samples/lambda-events.ts';

/** What sending an event to an endpoint that accepts it takes: averages. */
export interface MeasuredNotifications {
  /** Headers and body. */
  readonly sentBytes: number;
  /** What notify logs for an event of a batch, with what CloudWatch adds to each line. */
  readonly logBytes: number;
  /** The same for an event that is a batch of its own. */
  readonly logBytesAlone: number;
  readonly timeSeries: number;
}

const SECRETS = new Map([['notify', ['whsec_bG9jYWwtc2VjcmV0']]]);
const context = { getRemainingTimeInMillis: () => 60_000 };
const nothing = async (): Promise<void> => undefined;

/** Sends events with the real code. @param events in JSON */
export async function measureNotifications(
  events: readonly string[],
  batchSize: number,
): Promise<MeasuredNotifications> {
  const batches = await notify(events, batchSize);
  const alone = await notify(events, 1);
  const bytesOf = (lines: readonly string[]): number =>
    sum(lines.map((line) => Buffer.byteLength(line.trimEnd()) + LOG_EVENT_BYTES)) / events.length;
  return {
    sentBytes: batches.sentBytes / events.length,
    logBytes: bytesOf(batches.lines),
    logBytesAlone: bytesOf(alone.lines),
    timeSeries: timeSeriesIn(batches.lines).size,
  };
}

async function notify(events: readonly string[], batchSize: number) {
  const lines: string[] = [];
  let sentBytes = 0;
  const endpoint: Endpoint = {
    host: 'shop.example',
    post: async (headers, body) => {
      for (const [name, value] of Object.entries(headers)) sentBytes += `${name}: ${value}\r\n`.length;
      sentBytes += body.length;
      return { status: 200 };
    },
  };
  const handler = notifyHandler({
    endpoint,
    secrets: new MemorySecretStore(SECRETS),
    queue: { hide: nothing },
    undelivered: { send: nothing },
    delivery: { pause: nothing },
    now: () => RECEIVED_AT,
    startLog: () =>
      startInvocationLog({ namespace: 'checkout-webhooks/prod', write: (line) => lines.push(line) }),
  });
  const records = events.map((text, index) => ({ messageId: `${index}`, text }));
  while (records.length > 0) await handler(batchEvent(records.splice(0, batchSize)), context);
  return { lines, sentBytes };
}
