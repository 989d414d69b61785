import type { CheckoutEventV1 } from 'checkout-webhooks';

/** The part of an event of SQS that is used. */
interface QueueEvent {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
}

interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/**
 * Returns a Lambda function that receives events from a queue. The mapping needs `ReportBatchItemFailures`, so that only
 * what failed comes again. Later events of its checkout are applied before it then, and the rule ignores it.
 *
 * @param apply applies one event by the rule, in a transaction of your database
 */
export const queueHandler =
  (apply: (event: CheckoutEventV1) => Promise<void>) =>
  async ({ Records }: QueueEvent): Promise<BatchResponse> => {
    const batchItemFailures: { readonly itemIdentifier: string }[] = [];
    for (const { messageId, body } of Records) {
      try {
        await apply(JSON.parse(body));
      } catch (error) {
        console.error(error);
        batchItemFailures.push({ itemIdentifier: messageId });
      }
    }
    return { batchItemFailures };
  };
