import { createHmac, randomUUID } from 'node:crypto';
import { sign as githubSign } from '@octokit/webhooks-methods';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { Webhook as SvixWebhook } from 'svix';

/** What a vendor signs, and the address that it was given. */
interface Sent {
  readonly body: string;
  readonly url: string;
  readonly secret: string;
}

type Sign = (sent: Sent) => Promise<Record<string, string>> | Record<string, string>;

const hmac = (algorithm: string, key: string, text: string) => createHmac(algorithm, key).update(text);
const seconds = (): string => String(Math.floor(Date.now() / 1_000));

/**
 * The headers of each vendor: made by its own package where that can sign, and otherwise as its documentation says, with
 * nothing of ours.
 */
export const asTheVendorSigns: Readonly<Record<string, Sign>> = {
  inqud: ({ body, secret }) => ({ 'x-payload-digest': hmac('sha1', secret, body).digest('hex') }),
  tweed: async ({ body, secret }) => ({ 'x-hub-signature-256': await githubSign(secret, body) }),
  stripe: ({ body, secret }) => ({
    'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload: body, secret }),
  }),
  paddle: ({ body, secret }) => {
    const ts = seconds();
    return { 'paddle-signature': `ts=${ts};h1=${hmac('sha256', secret, `${ts}:${body}`).digest('hex')}` };
  },
  polar: ({ body, secret }) => {
    const [id, at] = [`msg_${randomUUID()}`, new Date()];
    return {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': new StandardWebhook(secret).sign(id, at, body),
    };
  },
  coinbase: ({ body, secret }) => {
    const [t, id] = [seconds(), randomUUID()];
    const v1 = hmac('sha256', secret, `${t}.x-event-id.${id}.${body}`).digest('hex');
    return { 'x-event-id': id, 'x-hook0-signature': `t=${t},h=x-event-id,v1=${v1}` };
  },
  crossmint: ({ body, secret }) => {
    const [id, at] = [`msg_${randomUUID()}`, new Date()];
    return {
      'svix-id': id,
      'svix-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'svix-signature': new SvixWebhook(secret).sign(id, at, body),
    };
  },
  razorpay: ({ body, secret }) => ({
    'x-razorpay-event-id': randomUUID().slice(0, 14),
    'x-razorpay-signature': hmac('sha256', secret, body).digest('hex'),
  }),
  square: ({ body, url, secret }) => ({
    'x-square-hmacsha256-signature': hmac('sha256', secret, url + body).digest('base64'),
  }),
  btcpay: async ({ body, secret }) => ({ 'btcpay-sig': await githubSign(secret, body) }),
};
