import type { Headers } from './headers.ts';

/** One HTTP attempt to hand us a webhook: exactly the bytes that came, nothing understood yet. */
export interface Delivery {
  /** The provider's name as the path gives it; not yet known to exist. */
  readonly provider: string;
  readonly body: Uint8Array;
  readonly headers: Headers;
  /** UTC, milliseconds. */
  readonly receivedAt: string;
  /** The id under which our own logs know this attempt. */
  readonly requestId: string;
  /** The address that the connection came from, as the platform saw it; never taken from a header. */
  readonly sourceIp?: string;
}
