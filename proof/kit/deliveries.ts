import type { Invocation } from '../../lib/app/invocation.ts';
import type { LogCode, LogFields } from '../../lib/app/log-codes.ts';
import type { ReceiveDependencies } from '../../lib/app/receive-delivery.ts';
import { MemoryQueue } from '../../lib/memory/memory-queue.ts';
import { MemorySecretStore } from '../../lib/memory/memory-secret-store.ts';
import { inqud } from '../../lib/providers/inqud.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import type { Delivery } from '../../lib/webhook/delivery.ts';

export const SECRET = 'inqud-secret';

/** A correctly signed delivery of Inqud's, of which a test names only what it is about. */
export function aDelivery(given: Partial<Delivery> = {}): Delivery {
  const body = given.body ?? Buffer.from('{"id":"CCO-1","status":"NEW","createdAt":"2026-01-01T00:00:00Z"}');
  return {
    provider: 'inqud',
    body,
    headers: inqud.sign(body, SECRET),
    receivedAt: '2026-01-01T00:00:00.000Z',
    requestId: 'request-1',
    ...given,
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

/** An invocation that nobody listens to, and that never runs out of time. */
export const silentInvocation: Invocation = {
  report: () => undefined,
  outOfTime: new AbortController().signal,
};

/** Ingest in process: one secret for Inqud, none for Tweed. */
export function receiveParts() {
  const queue = new MemoryQueue();
  const log = new RecordedLog();
  const secrets = new MemorySecretStore(new Map([['inqud', [SECRET]]]));
  const dependencies: ReceiveDependencies = {
    findProvider,
    secrets,
    queue,
    maxBodyBytes: 1_024,
  };
  const { report } = log;
  const invocation: Invocation = { report, outOfTime: new AbortController().signal };
  const handlerParts = { ...dependencies, startLog: () => ({ report, flush: () => undefined }) };
  return { queue, log, dependencies, invocation, handlerParts };
}
