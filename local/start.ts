/** `npm start`: runs the service on this machine, in the foreground. */

import { enableCompileCache } from 'node:module';
import { secretVariable } from '../lib/aws/secrets/env-secret-store.ts';
import { LOCAL_NOTIFY_SECRET } from '../lib/aws/settings.ts';
import { providers } from '../lib/providers/registry.ts';
import { secretFor } from '../lib/providers/sending/secret-for.ts';
import {
  LOCAL_HOST,
  LOCAL_SECRET,
  type LocalPorts,
  localPorts,
  PORTS_FILE,
  removeLocalPorts,
  writeLocalPorts,
} from '../service/local-defaults.ts';
import { runCommand } from './command/run-command.ts';
import { runUntilStopped } from './command/run-until-stopped.ts';
import { startSettings } from './command/start-settings.ts';
import { PortInUse } from './emulators/claim-ports.ts';
import type { Stoppable } from './emulators/restartable.ts';
import { printLine } from './output/print-line.ts';
import { WebhookLines } from './output/webhook-lines.ts';
import { endpointPort } from './stack/addresses.ts';
import type { LocalStack } from './stack/stack.ts';
import type { StackPorts } from './stack/stack-options.ts';

const secretsHelp = providers.map(
  (provider) =>
    `  ${secretVariable(provider.name).padEnd(25)} signing secrets of ${provider.title}, one per line (${secretFor(provider, LOCAL_SECRET)})`,
);

const help = `Runs the service on this machine until Ctrl-C: npm start [-- OPTIONS]

  --data DIR               keep rows and messages in DIR; by default they are lost when the service stops
  --forward-to URL         send a signed webhook about each change to the shop under development,
                           such as http://localhost:8080/paid
  --ports free             take free ports, and write them to ${PORTS_FILE}, where npx checkout-webhooks finds them
  PORT                     port of the webhook endpoint (${localPorts.PORT}); 0 takes a free one, here and below
  DYNAMODB_PORT            port of the table (${localPorts.DYNAMODB_PORT})
  SQS_PORT                 port of the queues and the topic (${localPorts.SQS_PORT})
  LAMBDA_PORT              port of the Lambda API (${localPorts.LAMBDA_PORT}; if that is in use, a free one)
${secretsHelp.join('\n')}
  NOTIFY_SECRETS           secrets that sign what is sent to the shop, one per line, newest first (${LOCAL_NOTIFY_SECRET})
  DYNAMODB_ENDPOINT        URL of a DynamoDB that is already running, to use instead of starting one
  PUBLIC_URL               address of the service, where a provider signs it (http://${LOCAL_HOST}:PORT)
  HOST                     address that the webhook endpoint listens on (${LOCAL_HOST}: this machine only)`;

enableCompileCache();
await runCommand(async () => {
  const settings = startSettings(process.argv.slice(2), process.env);
  if (settings.help) return console.log(help);
  await runUntilStopped(async () => {
    const { startStack } = await import('./stack/stack.ts');
    const lines = new WebhookLines(printLine);
    const stack = await suggestingFreePorts(() =>
      startStack({
        ...settings.stack,
        onLine: (line) => lines.take(line),
        onFault: (text) => printLine({ text, tone: 'bad' }),
      }),
    );
    console.log(readyLine(stack, settings.stack.forwardTo));
    if (settings.stack.dataDir === undefined)
      console.log('Rows and messages are kept in memory. To keep them on disk: npm start -- --data .data');
    if (settings.takesFreePorts) return findable(stack);
    noteMovedLambdaApi(settings.stack.ports, portsOf(stack));
    return stack;
  });
});

/** Writes the ports down for the command line, for as long as the stack runs. */
function findable(stack: LocalStack): Stoppable {
  const file = writeLocalPorts('.', portsOf(stack));
  console.log(`npx checkout-webhooks, in this folder, finds the ports in ${file}`);
  return { stop: () => stack.stop().finally(() => removeLocalPorts('.')) };
}

/** The command line would look for the Lambda API on its usual port, where another program listens. */
function noteMovedLambdaApi(wanted: Partial<StackPorts> | undefined, { LAMBDA_PORT }: LocalPorts): void {
  if (wanted?.lambda === 0 || wanted?.lambda === LAMBDA_PORT) return;
  console.log(
    `Port ${wanted?.lambda} is in use. For npx checkout-webhooks notify, set LAMBDA_PORT=${LAMBDA_PORT}`,
  );
}

function readyLine(stack: LocalStack, forwardTo: string | undefined): string {
  const parts = [
    `ready on ${stack.url}/webhooks/{provider}`,
    `table ${stack.tableName} on ${stack.dynamodbEndpoint}`,
    `queues on ${stack.sqsEndpoint}`,
    `topic ${stack.topicArn}`,
  ];
  if (forwardTo !== undefined) parts.push(`events go to ${forwardTo}`);
  return parts.join(' · ');
}

function portsOf({ url, sqsEndpoint, dynamodbEndpoint, lambdaEndpoint }: LocalStack): LocalPorts {
  return {
    PORT: endpointPort(url),
    DYNAMODB_PORT: endpointPort(dynamodbEndpoint),
    SQS_PORT: endpointPort(sqsEndpoint),
    LAMBDA_PORT: endpointPort(lambdaEndpoint),
  };
}

async function suggestingFreePorts<T>(start: () => Promise<T>): Promise<T> {
  try {
    return await start();
  } catch (error) {
    if (!(error instanceof PortInUse)) throw error;
    throw new PortInUse(`${error.message}\nOr take free ports: npm start -- --ports free`);
  }
}
