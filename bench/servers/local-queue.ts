import { claimPorts } from '../../local/emulators/claim-ports.ts';
import { createQueues } from '../../local/emulators/create-queues.ts';
import { queueUrl } from '../../local/emulators/queue-names.ts';
import { startSqs } from '../../local/emulators/start-sqs.ts';
import { readServiceDefinition } from '../../service/service-definition.ts';

const HOST = '127.0.0.1';

/** The queues that serverless.yml declares, on an SQS in this process. */
export interface LocalQueue extends AsyncDisposable {
  readonly endpoint: string;
  readonly url: string;
}

export async function startLocalQueue(): Promise<LocalQueue> {
  const service = readServiceDefinition('.');
  const [port = 0] = await claimPorts([{ variable: 'SQS_PORT', host: HOST, port: 0 }]);
  const endpoint = `http://${HOST}:${port}`;
  const sqs = await startSqs({ host: HOST, port, region: service.region });
  await createQueues(service, endpoint);
  const source = service.queues[service.mappings[0]?.queue ?? ''];
  if (!source) throw new Error('serverless.yml maps no queue to a function.');
  return {
    endpoint,
    url: queueUrl(endpoint, source),
    [Symbol.asyncDispose]: () => sqs.stop(),
  };
}
