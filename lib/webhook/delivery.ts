import type { Headers } from './headers.ts';

/** One HTTP attempt to send us a webhook. The body is exactly the bytes that arrived, not parsed yet. */
export interface Delivery {
  /** The provider's name from the path. It may be unknown. */
  readonly provider: string;
  readonly body: Uint8Array;
  readonly headers: Headers;
  /** ISO 8601 in UTC, with milliseconds. */
  readonly receivedAt: string;
  /** The id of this attempt in our logs. */
  readonly requestId: string;
  /** The address that the connection came from, as the platform saw it. Never from a header. */
  readonly sourceIp?: string;
}
