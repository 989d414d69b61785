import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import { checkoutsTable } from '../../../lib/checkouts-table.ts';
import { inqud } from '../../../lib/providers/inqud.ts';
import type { Provider } from '../../../lib/providers/provider.ts';
import { localClient } from '../../../local/emulators/local-client.ts';
import { deleteMessages } from '../../../local/mapping/delete-messages.ts';
import { type LogLine, parseLogLine } from '../../../local/output/log-line.ts';
import { type LocalStack, startStack } from '../../../local/stack/stack.ts';
import type { StackOptions } from '../../../local/stack/stack-options.ts';
import { signedBy } from '../../../proof/kit/signed-by.ts';
import { LOCAL_SECRET } from '../../../service/local-defaults.ts';

const region = 'eu-central-1';
const Answer = z.looseObject({ code: z.string() });

interface TestWebhook {
  readonly provider?: Provider;
  readonly checkoutId?: string;
  readonly status?: string;
  readonly secret?: string;
  /** Replaces the realistic one. */
  readonly body?: string | Buffer;
}

/** The whole stack, with methods to look into it. The test that starts it stops it. */
export class StackUnderTest {
  readonly stack: LocalStack;
  /** Everything that the functions have logged. */
  readonly log: LogLine[];

  static async start(options: StackOptions = {}): Promise<StackUnderTest> {
    const log: LogLine[] = [];
    const onLine = (text: string): void => {
      const line = parseLogLine(text);
      if (line) log.push(line);
    };
    const fast = { visibilityTimeoutSeconds: 1, maximumEnvironments: 2 };
    return new StackUnderTest(await startStack({ ...fast, ...options, onLine }), log);
  }

  private constructor(stack: LocalStack, log: LogLine[]) {
    this.stack = stack;
    this.log = log;
  }

  /** Returns how often the functions have logged a code, about one checkout or about any. */
  logged(code: string, checkoutId?: string): number {
    const about = this.log.filter((line) => line.code === code);
    return about.filter((line) => checkoutId === undefined || line.checkoutId === checkoutId).length;
  }

  /** Posts a signed webhook and returns the answer. */
  async deliver({ provider = inqud, secret = LOCAL_SECRET, ...sent }: TestWebhook = {}) {
    const { checkoutId = 'CCO-1', status = 'SUCCESS' } = sent;
    const sample = provider.sample({ checkoutId, status, at: '2026-03-01T10:00:00Z', reference: 'order-1' });
    const body = Buffer.from(sent.body ?? JSON.stringify(sample));
    const headers = { 'content-type': 'application/json', ...signedBy(provider, body, secret) };
    const url = `${this.stack.url}/webhooks/${provider.name}`;
    const response = await fetch(url, { method: 'POST', body: new Uint8Array(body), headers });
    return { status: response.status, answer: z.parse(Answer, await response.json()) };
  }

  row(checkoutId: string) {
    const { tableName, dynamodbEndpoint } = this.stack;
    return checkoutsTable({ tableName, client: localClient(dynamodbEndpoint, region) }).get(checkoutId);
  }

  async statuses(checkoutIds: readonly string[]) {
    return Promise.all(checkoutIds.map(async (id) => (await this.row(id))?.status));
  }

  /** Receives and deletes the messages in the dead-letter queue. */
  async deadLetters() {
    const client = new SQSClient(localClient(this.stack.sqsEndpoint, region));
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: this.stack.deadLetterQueueUrl,
        MaxNumberOfMessages: 10,
        MessageAttributeNames: ['All'],
      }),
    );
    await deleteMessages(client, this.stack.deadLetterQueueUrl, Messages);
    client.destroy();
    return Messages;
  }
}
