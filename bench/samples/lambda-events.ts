import type { APIGatewayProxyEventV2, SQSEvent } from 'aws-lambda';
import type { QueueRecord } from '../../lib/app/read-message.ts';
import { secretFor } from '../../lib/providers/sending/secret-for.ts';
import { signedHeaders } from '../../lib/providers/sending/signed-headers.ts';
import { sqsEvent } from '../../local/mapping/sqs-event.ts';
import {
  PUBLIC_URL,
  providerNamed,
  type SampleCheckout,
  SECRET,
  sampleCheckout,
  webhookBody,
} from './webhooks.ts';

const REGION = 'eu-central-1';
const ROUTE = 'POST /webhooks/{provider}';
const userAgent = 'webhooks/1.0';

/** When API Gateway received every sample webhook. */
export const RECEIVED_AT = Date.UTC(2026, 0, 1, 12, 0, 30);

/** The event that API Gateway makes of a signed webhook (HTTP API, payload format 2.0). */
export function httpEvent({ provider }: SampleCheckout, body: Buffer): APIGatewayProxyEventV2 {
  const path = `/webhooks/${provider}`;
  const known = providerNamed(provider);
  const signing = {
    body,
    secret: secretFor(known, SECRET),
    url: PUBLIC_URL + path,
    at: new Date(RECEIVED_AT),
  };
  return {
    version: '2.0',
    routeKey: ROUTE,
    rawPath: path,
    rawQueryString: '',
    headers: {
      'user-agent': userAgent,
      ...signedHeaders(known, signing),
    },
    pathParameters: { provider },
    requestContext: {
      accountId: '000000000000',
      apiId: 'bench',
      domainName: 'localhost',
      domainPrefix: 'bench',
      http: { method: 'POST', path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: ROUTE,
      stage: '$default',
      time: '01/Jan/2026:12:00:30 +0000',
      timeEpoch: RECEIVED_AT,
    },
    body: body.toString(),
    isBase64Encoded: false,
  };
}

/** The event of the first webhook of a new checkout. */
export function firstWebhookEvent(): APIGatewayProxyEventV2 {
  const checkout = sampleCheckout('inqud');
  return httpEvent(checkout, webhookBody(checkout, 'NEW', 0));
}

/** The event that Lambda makes of a batch of messages. */
export const batchEvent = (records: readonly QueueRecord[]): SQSEvent =>
  sqsEvent(
    records.map(({ messageId, text }) => ({ MessageId: messageId, ReceiptHandle: messageId, Body: text })),
    `arn:aws:sqs:${REGION}:000000000000:deliveries`,
    REGION,
  );
