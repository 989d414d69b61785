import type { IncomingMessage, RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import type { CheckoutEventV1 } from 'checkout-webhooks';
import { type Webhook, WebhookVerificationError } from 'standardwebhooks';
import type { Order, Orders } from './orders.ts';

interface Receiving {
  readonly orders: Orders;
  /** Verifies the signature. */
  readonly webhook: Webhook;
  /** Is called after something changed, so that shipping need not wait. */
  readonly onChange: () => void;
}

/** Answers the shop's requests: the webhook of each change, and the shop's own ones to place and to list orders. */
export const receiver =
  (receiving: Receiving): RequestListener =>
  async (request, response) => {
    try {
      const { status, body } = await answer(receiving, request);
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    } catch (error) {
      // The service sends the webhook again after an answer like this one.
      console.error(error);
      response.writeHead(500).end();
    }
  };

interface Answer {
  readonly status: number;
  readonly body?: string;
}

async function answer({ orders, webhook, onChange }: Receiving, request: IncomingMessage): Promise<Answer> {
  const body = await text(request);
  switch (`${request.method} ${request.url}`) {
    case 'POST /paid': {
      const event = verified(webhook, body, request);
      if (!event) return { status: 401 };
      if (orders.apply(event)) onChange();
      // Also after an event that was applied before: the service must not send it again.
      return { status: 204 };
    }
    case 'POST /orders': {
      const order: Order = JSON.parse(body);
      orders.place(order);
      onChange();
      return { status: 204 };
    }
    case 'GET /orders':
      return { status: 200, body: JSON.stringify(orders.all()) };
    default:
      return { status: 404 };
  }
}

/** Returns the event; undefined if somebody else than the service has sent it. @param body exactly as it arrived */
function verified(webhook: Webhook, body: string, { headers }: IncomingMessage): CheckoutEventV1 | undefined {
  try {
    return webhook.verify(body, headers as Record<string, string>) as CheckoutEventV1;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return undefined;
    throw error;
  }
}
