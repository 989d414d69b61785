/** A mapping in a process of its own, which is killed by its function before the place in the stream can be kept. */
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { localClient } from '../../../../local/emulators/local-client.ts';
import { StreamMapping } from '../../../../local/mapping/stream/stream-mapping.ts';
import { changesOf } from '../stream/table-under-test.ts';

const [, , endpoint = '', tableName = '', checkpointFile = '', last = ''] = process.argv;

new StreamMapping({
  client: new DynamoDBStreamsClient(localClient(endpoint, 'eu-central-1')),
  tableName,
  batchSize: 2,
  windowSeconds: 0,
  parallelizationFactor: 1,
  bisect: true,
  reportBatchItemFailures: true,
  checkpointFile,
  invoke: async (event) => {
    const changes = changesOf(event);
    process.stdout.write(`${changes.join(' ')}\n`);
    if (changes.includes(last)) process.kill(process.pid, 'SIGKILL');
  },
  onFault: (text) => process.stderr.write(`${text}\n`),
});
