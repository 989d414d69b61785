import * as z from 'zod';
import type { DeployedService } from '../deployed-service.ts';

const Letters = z.object({ items: z.array(z.object({ id: z.string() })) });
const Secrets = z.object({
  items: z.array(z.object({ secrets: z.array(z.object({ fingerprint: z.string() })) })),
});
const Stacks = z.object({
  Stacks: z.tuple([
    z.object({ Outputs: z.array(z.object({ OutputKey: z.string(), OutputValue: z.string() })) }),
  ]),
});
const Queue = z.object({ QueueUrl: z.string() });

/** The placeholders of the documents, and where their values on a stage come from. */
const placeholders: readonly (readonly [RegExp, (service: DeployedService) => string | Promise<string>])[] = [
  [/<checkoutId>|(?<=explain )<id>/g, () => 'CCO-1'],
  [/<provider>/g, () => 'inqud'],
  [/<stage>/g, ({ stage }) => stage],
  [/(?<=dlq show )<id>/g, firstLetter],
  [/(?<=--fingerprint )\w+/g, firstFingerprint],
  [/(?<=--timestamp )(1764000000000|<timestamp>)/g, earlierDeployment],
  [/…\/checkout-webhooks-prod-dead-letters/g, (service) => queueOf(service, 'dead-letters')],
  [/…\/checkout-webhooks-prod-deliveries/g, (service) => queueOf(service, 'deliveries')],
  [/"\$ALARM_TOPIC_ARN"/g, (service) => outputOf(service, 'AlarmTopicArn')],
  [/(?<=integration\/)<key>/g, () => 'a-key'],
];

/** Replaces the placeholders in a command, as its reader would. */
export async function fillIn(text: string, service: DeployedService): Promise<string> {
  let result = text;
  for (const [pattern, valueOn] of placeholders)
    if (result.search(pattern) >= 0) result = result.replace(pattern, await valueOn(service));
  return result;
}

async function firstLetter(service: DeployedService): Promise<string> {
  const { stdout } = await service.checkouts(['dlq', 'list', '--json']);
  return Letters.parse(JSON.parse(stdout)).items[0]?.id ?? 'none';
}

async function firstFingerprint(service: DeployedService): Promise<string> {
  const { stdout } = await service.checkouts(['secret', 'list', '--json']);
  return Secrets.parse(JSON.parse(stdout)).items[0]?.secrets[0]?.fingerprint ?? 'none';
}

async function earlierDeployment(service: DeployedService): Promise<string> {
  const listed = await service.serverless('deploy', 'list');
  return /Timestamp: (\d+)/.exec(listed)?.[1] ?? 'none';
}

async function queueOf(service: DeployedService, ending: string): Promise<string> {
  const name = `${service.stackName}-${ending}`;
  return Queue.parse(await service.aws('sqs', 'get-queue-url', '--queue-name', name)).QueueUrl;
}

async function outputOf(service: DeployedService, name: string): Promise<string> {
  const command = ['cloudformation', 'describe-stacks', '--stack-name', service.stackName];
  const [{ Outputs }] = Stacks.parse(await service.aws(...command)).Stacks;
  return Outputs.find(({ OutputKey }) => OutputKey === name)?.OutputValue ?? 'none';
}
