import type { Provider } from '../../../lib/providers/provider.ts';

/** The kind of a webhook decides where it must end: in a row, in the dead-letter queue, or nowhere. */
export type WebhookKind = 'event' | 'poison' | 'forged';

/** A webhook that is sent until it is acknowledged. A repeat is another webhook with the same body. */
export interface Webhook {
  readonly kind: WebhookKind;
  readonly provider: Provider;
  readonly body: Buffer;
  /** SHA-256 of the body. */
  readonly digest: string;
  /** The headers of an attempt now. Every attempt is signed anew, because some providers sign the time. */
  readonly sign: () => Readonly<Record<string, string>>;
  readonly isRepeat: boolean;
}
