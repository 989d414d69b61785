/**
 * Runs the local stack for `startLocalStack` of `checkout-webhooks/testing`, in a process of its own. The parent sends
 * one message with options, and receives a description or a problem. The stack ends with its parent, however that ends.
 */

import { providers } from '../lib/providers/registry.ts';
import { secretFor } from '../lib/providers/sending/secret-for.ts';
import packageJson from '../package.json' with { type: 'json' };
import { LOCAL_SECRET, localCredentials } from '../service/local-defaults.ts';
import { dynoxideBinary } from './emulators/dynoxide.ts';
import type { LocalStack } from './stack/stack.ts';
import type { StackOptions } from './stack/stack-options.ts';

const NODE_VERSION = 24;
const DYNOXIDE = `@dynoxide/${process.platform}-${process.arch}`;

/** Signs the webhooks to the shop when no other secret is given. */
const LOCAL_NOTIFY_SECRET = `whsec_${Buffer.from(LOCAL_SECRET).toString('base64')}`;

process.once('message', async (options: StackOptions) => {
  try {
    const stack = await start(options);
    process.once('disconnect', async () => {
      await stack.stop();
      process.exit();
    });
    process.send?.({ stack: describe(stack, options) });
  } catch (error) {
    process.send?.({ problem: error instanceof Error ? error.message : String(error) });
    process.disconnect();
  }
});

async function start(options: StackOptions): Promise<LocalStack> {
  const [version = 0] = process.versions.node.split('.').map(Number);
  if (version < NODE_VERSION)
    throw new Error(`The local stack needs Node ${NODE_VERSION} or later. This is ${process.version}.`);
  await import('fauxqs').catch((cause) => {
    throw new Error(missing(`fauxqs@${packageJson.dependencies.fauxqs}`), { cause });
  });
  const hasDynoxide = dynoxideBinary() !== undefined;
  if (!hasDynoxide && DYNOXIDE in packageJson.optionalDependencies)
    throw new Error(missing(`${DYNOXIDE}@${packageJson.optionalDependencies['@dynoxide/linux-x64']}`));
  const { startStack } = await import('./stack/stack.ts');
  return startStack(options);
}

const missing = (name: string): string =>
  `The local stack needs the package ${name}. Install it: npm install --save-dev ${name}`;

/** What a shop needs to find the stack, and to send webhooks to it. */
function describe(stack: LocalStack, { notifySecrets = [LOCAL_NOTIFY_SECRET] }: StackOptions) {
  const { url, tableName, topicArn, dynamodbEndpoint, sqsEndpoint, variables } = stack;
  const secrets: Record<string, string> = {};
  for (const provider of providers) secrets[provider.name] = secretFor(provider, LOCAL_SECRET);
  return {
    url,
    tableName,
    topicArn,
    dynamodbEndpoint,
    sqsEndpoint,
    region: variables['AWS_REGION'],
    credentials: localCredentials,
    variables,
    secrets,
    notifySecrets,
  };
}
