import * as z from 'zod/mini';
import { applyDeliveries } from '../../../lib/app/apply-deliveries.ts';
import type { QueueRecord } from '../../../lib/app/read-message.ts';
import { findProvider } from '../../../lib/providers/registry.ts';
import { QueueMessage } from '../../../lib/webhook/queue-message.ts';
import type { FlawedReceiver } from '../flawed-receiver.ts';
import { withoutTime, withProvider } from './with-provider.ts';

const MS_PER_SECOND = 1_000;
const withoutTimes = withProvider(withoutTime);

/** Takes the time of arrival for the signed one: they are near each other, and the second is not kept. */
export const toleranceWhenApplied: FlawedReceiver = {
  name: 'the tolerance is checked when a webhook is applied',
  parts: {
    apply: (dependencies, records, invocation) => {
      const now = dependencies.now();
      const fresh = records.filter((record) => !isTooOld(record, now));
      return applyDeliveries(dependencies, fresh, invocation);
    },
    findProvider: withoutTimes,
  },
};

function isTooOld({ text }: QueueRecord, now: number): boolean {
  const { data: message } = z.safeParse(QueueMessage, jsonIn(text));
  const time = message && findProvider(message.provider)?.signature.time;
  if (!time) return false;
  return now - Date.parse(message.receivedAt) > time.toleranceSeconds * MS_PER_SECOND;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
