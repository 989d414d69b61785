import { didYouMean } from '../../values/did-you-mean.ts';
import { withoutUndefined } from '../../values/without-undefined.ts';
import type { Provider } from '../provider.ts';
import { findProvider, providers } from '../registry.ts';
import { signedHeaders } from './signed-headers.ts';

/** What a webhook says: the parts that matter, in a realistic body, or a body as the provider would send it. */
export type WebhookContent =
  | {
      readonly checkoutId: string;
      /** The provider's word. */
      readonly status: string;
      /** ISO 8601; by default now. Providers whose webhooks have no times ignore it. */
      readonly at?: string;
      /** The merchant's own reference. */
      readonly reference?: string;
    }
  | {
      /** JSON text, or a value for JSON. */
      readonly body: string | object;
    };

/** A webhook to post. */
export interface SignedWebhook {
  readonly body: string;
  /** Names are in lower case. */
  readonly headers: Record<string, string>;
}

/** The address of the service that `npm start` runs. */
export const LOCAL_URL = 'http://127.0.0.1:3000';

/**
 * Returns a webhook as the provider would send it, with a signature that the service accepts.
 *
 * @param secret the signing secret. `npm start` uses `local-secret`, or `whsec_bG9jYWwtc2VjcmV0` where it must be base64
 * @param serviceUrl the address of the service, for the providers that sign the URL. By default that of `npm start`
 * @throws TypeError when there is no such provider
 * @example
 * const { body, headers } = signedWebhook('inqud', { checkoutId: 'CCO-1', status: 'SUCCESS' }, 'local-secret');
 * await fetch('http://127.0.0.1:3000/webhooks/inqud', { method: 'POST', body, headers });
 */
export function signedWebhook(
  provider: string,
  content: WebhookContent,
  secret: string,
  serviceUrl: string = LOCAL_URL,
): SignedWebhook {
  const known = findProvider(provider);
  if (!known) throw new TypeError(unknownProvider(provider));
  const body = bodyOf(known, content);
  const url = `${serviceUrl}/webhooks/${provider}`;
  return { body, headers: signedHeaders(known, { body: Buffer.from(body), secret, url }) };
}

function bodyOf({ sample }: Provider, content: WebhookContent): string {
  if (!('body' in content)) {
    const { checkoutId, status, at = new Date().toISOString(), reference } = content;
    return JSON.stringify(sample(withoutUndefined({ checkoutId, status, at, reference })));
  }
  return typeof content.body === 'string' ? content.body : JSON.stringify(content.body);
}

function unknownProvider(provider: string): string {
  const names = providers.map(({ name }) => name);
  return `${provider} is not a provider.${didYouMean(provider, names)} The providers are ${names.join(', ')}.`;
}
