import type { Invocation } from '../../lib/app/invocation.ts';
import type { LogCode, LogFields } from '../../lib/app/log-codes.ts';
import type { ReceiveDependencies } from '../../lib/app/receive-delivery.ts';
import { MemoryQueue } from '../../lib/memory/memory-queue.ts';
import { MemorySecretStore } from '../../lib/memory/memory-secret-store.ts';
import { inqud } from '../../lib/providers/inqud.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import type { Delivery } from '../../lib/webhook/delivery.ts';
import { PUBLIC_URL, signedBy } from './signed-by.ts';

export const SECRET = 'inqud-secret';

/** A correctly signed delivery from Inqud, with the changes that a test is about. */
export function aDelivery(changes: Partial<Delivery> = {}): Delivery {
  const body =
    changes.body ?? Buffer.from('{"id":"CCO-1","status":"NEW","createdAt":"2026-01-01T00:00:00Z"}');
  return {
    provider: 'inqud',
    body,
    headers: signedBy(inqud, body, SECRET),
    receivedAt: '2026-01-01T00:00:00.000Z',
    requestId: 'request-1',
    ...changes,
  };
}

/** Keeps everything that is reported, in order. */
export class RecordedLog {
  readonly entries: { readonly code: LogCode; readonly fields: LogFields }[] = [];
  readonly report = (code: LogCode, fields: LogFields): void => {
    this.entries.push({ code, fields });
  };
  get codes(): readonly LogCode[] {
    return this.entries.map(({ code }) => code);
  }
}

/** An invocation that drops its log and never runs out of time. */
export const silentInvocation: Invocation = {
  report: () => undefined,
  outOfTime: new AbortController().signal,
};

/** The parts of ingest, in this process. Inqud has one secret and Tweed has none. */
export function receiveParts() {
  const queue = new MemoryQueue();
  const log = new RecordedLog();
  const secrets = new MemorySecretStore(new Map([['inqud', [SECRET]]]));
  const dependencies: ReceiveDependencies = {
    findProvider,
    secrets,
    queue,
    maxBodyBytes: 1_024,
    publicUrl: PUBLIC_URL,
  };
  const { report } = log;
  const invocation: Invocation = { report, outOfTime: new AbortController().signal };
  const handlerParts = { ...dependencies, startLog: () => ({ report, flush: () => undefined }) };
  return { queue, log, dependencies, invocation, handlerParts };
}
