import type { Provider } from '../../../lib/providers/provider.ts';

/** What a webhook of the run is, and so what must become of it. */
export type WebhookKind = 'event' | 'poison' | 'forged';

/** One webhook, sent until it is acknowledged. A repeat is another one with the same body. */
export interface Webhook {
  readonly kind: WebhookKind;
  readonly provider: Provider;
  readonly body: Buffer;
  /** SHA-256 of the body: the event's id. */
  readonly digest: string;
  readonly signature: Readonly<Record<string, string>>;
  readonly isRepeat: boolean;
}
