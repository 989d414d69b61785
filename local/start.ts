/** `npm start`: the service on this machine, in the foreground. */

import { enableCompileCache } from 'node:module';
import { endWithin, failing, untilStopped } from './command/process-end.ts';
import { startSettings } from './command/start-settings.ts';
import { printLine } from './output/terminal.ts';
import { WebhookLines } from './output/webhook-lines.ts';

const help = `Runs the service on this machine until Ctrl-C: npm start [-- --data DIR]

  --data DIR               keep rows and messages there; without it they are gone at the end
  PORT                     of the webhook endpoint (3000); 0 takes a free one, here and below
  DYNAMODB_PORT, SQS_PORT  of the table and the queues (8000, 9324)
  WEBHOOK_SECRETS_INQUD, WEBHOOK_SECRETS_TWEED
                           signing secrets, one a line (local-secret)
  DYNAMODB_ENDPOINT        URL of a DynamoDB that runs already, in place of one of our own
  HOST                     address of the webhook endpoint (127.0.0.1: only this machine can connect)`;

/** What has not stopped by then is cut off; the children go with us. */
const STOP_LIMIT_MS = 1_500;

enableCompileCache();
await failing(async () => {
  const settings = startSettings(process.argv.slice(2), process.env);
  if (settings.help) return console.log(help);
  const stopped = untilStopped();
  const { startStack } = await import('./stack/stack.ts');
  const lines = new WebhookLines(printLine);
  const stack = await startStack({
    ...settings.stack,
    onLine: (line) => lines.take(line),
    onFault: (text) => printLine({ text, tone: 'bad' }),
  });
  console.log(
    `ready on ${stack.url}/webhooks/{provider} · table ${stack.tableName} on ${stack.dynamodbEndpoint} · queues on ${stack.sqsEndpoint}`,
  );
  await stopped;
  await endWithin(STOP_LIMIT_MS, stack.stop());
});
