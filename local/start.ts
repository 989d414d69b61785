/** `npm start`: runs the service on this machine, in the foreground. */

import { enableCompileCache } from 'node:module';
import { runCommand } from './command/run-command.ts';
import { runUntilStopped } from './command/run-until-stopped.ts';
import { startSettings } from './command/start-settings.ts';
import { printLine } from './output/print-line.ts';
import { WebhookLines } from './output/webhook-lines.ts';

const help = `Runs the service on this machine until Ctrl-C: npm start [-- --data DIR]

  --data DIR               keep rows and messages in DIR; by default they are lost when the service stops
  PORT                     port of the webhook endpoint (3000); 0 takes a free one, here and below
  DYNAMODB_PORT, SQS_PORT  ports of the table and the queues (8000, 9324)
  WEBHOOK_SECRETS_INQUD, WEBHOOK_SECRETS_TWEED
                           signing secrets, one per line (local-secret)
  DYNAMODB_ENDPOINT        URL of a DynamoDB that is already running, to use instead of starting one
  HOST                     address that the webhook endpoint listens on (127.0.0.1: this machine only)`;

enableCompileCache();
await runCommand(async () => {
  const settings = startSettings(process.argv.slice(2), process.env);
  if (settings.help) return console.log(help);
  await runUntilStopped(async () => {
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
    return stack;
  });
});
