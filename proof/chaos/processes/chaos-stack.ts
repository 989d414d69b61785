import { endpoint } from '../../../local/stack/addresses.ts';
import { LOCAL_HOST } from '../../../service/local-defaults.ts';
import { freePorts } from '../../kit/engines/free-port.ts';
import { Dice } from '../../kit/random/dice.ts';
import { PUBLIC_URL } from '../../kit/signed-by.ts';
import { FaultyProxy } from '../faults/faulty-proxy.ts';
import { DataFolder } from './data-folder.ts';
import { PartProcess } from './part-process.ts';

const ROLE = 'local/role.ts';
const QUEUE_ROLE = 'proof/chaos/queue-part.ts';

export type PartName = 'consumer' | 'gateway' | 'queue' | 'table';

/** The local stack as processes, with one proxy in front of the table and one in front of the queue. */
export interface ChaosStack extends AsyncDisposable {
  readonly parts: Readonly<Record<PartName, PartProcess>>;
  readonly tableProxy: FaultyProxy;
  readonly queueProxy: FaultyProxy;
  /** Base URL of the gateway. */
  readonly url: string;
  /** The emulator itself, without the proxy; `dynamodbEndpoint` too. */
  readonly sqsPort: number;
  readonly dynamodbEndpoint: string;
}

export async function startChaosStack(seed: number): Promise<ChaosStack> {
  await using started = new AsyncDisposableStack();
  const data = started.use(new DataFolder());
  const ports = await freePorts(5);
  const [http = 0, sqsPort = 0, dynamodbPort = 0, sqsProxyPort = 0, dynamodbProxyPort = 0] = ports;
  const queueProxy = started.use(await FaultyProxy.start(new Dice(seed, 11), sqsProxyPort, sqsPort));
  const tableProxy = started.use(
    await FaultyProxy.start(new Dice(seed, 12), dynamodbProxyPort, dynamodbPort),
  );
  const own = { SQS_PORT: `${sqsPort}`, DYNAMODB_PORT: `${dynamodbPort}` };
  const through = {
    SQS_PORT: `${sqsProxyPort}`,
    DYNAMODB_PORT: `${dynamodbProxyPort}`,
    PORT: `${http}`,
    PUBLIC_URL,
  };
  const parts = {
    consumer: new PartProcess('consumer', [ROLE, 'consumer'], through),
    gateway: new PartProcess('gateway', [ROLE, 'gateway'], through),
    queue: new PartProcess('queue', [QUEUE_ROLE, '--data', data.path], own),
    table: new PartProcess('table', [ROLE, 'table', '--data', data.path], own),
  };
  for (const part of Object.values(parts)) started.defer(() => part.end());
  await Promise.all(Object.values(parts).map((part) => part.start()));
  const running = started.move();
  return {
    parts,
    tableProxy,
    queueProxy,
    url: endpoint(LOCAL_HOST, http),
    sqsPort,
    dynamodbEndpoint: endpoint(LOCAL_HOST, dynamodbPort),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
