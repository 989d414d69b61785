/** After an outage there may be a million letters, and nobody can wait for them until the next day. */

import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, it, onTestFinished } from 'vitest';
import { Queues } from '../../../cli/aws/stage-queues.ts';
import { redrive } from '../../../cli/dead-letters/redrive.ts';
import { localTarget } from '../../../cli/stage/target.ts';
import { startSqs } from '../../../local/emulators/start-sqs.ts';
import { createQueues } from '../../../local/resources/create-queues.ts';
import { freePort } from '../../../proof/kit/engines/free-port.ts';
import { LOCAL_HOST } from '../../../service/local-defaults.ts';
import { projectDirectory } from '../../../service/project-directory.ts';
import { readServiceDefinition } from '../../../service/service-definition.ts';

const LETTERS = 2_000;
const WANTED_RATE = 300;
const MS_PER_SECOND = 1_000;

async function startQueues() {
  const service = readServiceDefinition(projectDirectory);
  const port = await freePort();
  const server = await startSqs({ host: LOCAL_HOST, port, region: service.region });
  onTestFinished(() => server.stop());
  await createQueues(service, `http://${LOCAL_HOST}:${port}`);
  return localTarget({ SQS_PORT: `${port}` });
}

async function sendLetters(
  { sqs, stackName }: ReturnType<typeof localTarget>,
  texts: readonly string[],
  atOnce: number,
): Promise<void> {
  const client = new SQSClient({ ...sqs, useQueueUrlAsEndpoint: false });
  onTestFinished(() => client.destroy());
  const QueueUrl = `${sqs.endpoint}/000000000000/${stackName}-dead-letters`;
  for (let start = 0; start < texts.length; start += atOnce) {
    const portion = texts.slice(start, start + atOnce);
    const Entries = portion.map((MessageBody, index) => ({ Id: `${index}`, MessageBody }));
    await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  }
}

const redriveAll = async (queues: Queues) =>
  redrive(await queues.openDeadLetters(), {
    isWanted: () => true,
    deliver: (texts) => queues.deliver(texts),
    perSecond: 1_000,
    signal: new AbortController().signal,
  });

it('A redrive moves more than 300 letters a second on the local SQS, and none is lost or left', async () => {
  const target = await startQueues();
  const texts = Array.from({ length: LETTERS }, (_, index) => `letter ${index}`);
  await sendLetters(target, texts, 10);
  const queues = new Queues(target);
  const begun = performance.now();
  const { redriven } = await redriveAll(queues);
  const perSecond = (redriven * MS_PER_SECOND) / (performance.now() - begun);
  expect(redriven).toBe(LETTERS);
  expect(await queues.count('deliveries')).toMatchObject({ waiting: LETTERS, held: 0 });
  expect(await queues.count('dead-letters')).toMatchObject({ waiting: 0, held: 0 });
  expect(perSecond).toBeGreaterThan(WANTED_RATE);
}, 30_000);

it('A redrive moves letters of every size, also if ten of them are too large for one call', async () => {
  const target = await startQueues();
  const texts = [900_000, 10, 600_000, 600_000, 100].map((length, index) => `${index}`.repeat(length));
  await sendLetters(target, texts, 1);
  const queues = new Queues(target);
  expect(await redriveAll(queues)).toEqual({ redriven: 5, cameBack: 0 });
  expect(await queues.count('deliveries')).toMatchObject({ waiting: 5 });
}, 30_000);
