import { join } from 'node:path';
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
const MERCHANT = 'proof/chaos/merchant/endpoint-part.ts';
const NOTIFY_SECRET = 'whsec_Y2hhb3MgYW5kIGEgbWVyY2hhbnQ=';

export type PartName = 'consumer' | 'gateway' | 'queue' | 'table' | 'publisher' | 'notifier' | 'merchant';

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
  /** The file of the merchant's database. */
  readonly shopPath: string;
}

export async function startChaosStack(seed: number): Promise<ChaosStack> {
  await using started = new AsyncDisposableStack();
  const data = started.use(new DataFolder());
  const ports = await freePorts(7);
  const [http = 0, sqsPort = 0, dynamodbPort = 0, sqsProxyPort = 0, dynamodbProxyPort = 0] = ports;
  const [merchantPort = 0, lambdaPort = 0] = ports.slice(5);
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
    LAMBDA_PORT: `${lambdaPort}`,
    NOTIFY_SECRETS: NOTIFY_SECRET,
  };
  const shopPath = join(data.path, 'shop.db');
  const parts = partsOf({ own, through }, data.path, shopPath, merchantPort);
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
    shopPath,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

interface Variables {
  /** For the emulators themselves, and for those who reach them without a proxy. */
  readonly own: Readonly<Record<string, string>>;
  readonly through: Readonly<Record<string, string>>;
}

function partsOf(
  variables: Variables,
  dataPath: string,
  shopPath: string,
  merchantPort: number,
): ChaosStack['parts'] {
  const merchant = {
    ...variables.own,
    MERCHANT_PORT: `${merchantPort}`,
    MERCHANT_DATABASE: shopPath,
    MERCHANT_SECRET: NOTIFY_SECRET,
  };
  const forward = ['--forward-to', `${endpoint(LOCAL_HOST, merchantPort)}/paid`];
  const kept = ['--data', dataPath];
  return {
    consumer: new PartProcess('consumer', [ROLE, 'consumer'], variables.through),
    gateway: new PartProcess('gateway', [ROLE, 'gateway'], variables.through),
    queue: new PartProcess('queue', [QUEUE_ROLE, ...kept, ...forward], variables.own),
    table: new PartProcess('table', [ROLE, 'table', ...kept], variables.own),
    publisher: new PartProcess('publisher', [ROLE, 'publisher', ...kept], variables.through),
    notifier: new PartProcess('notifier', [ROLE, 'notifier', ...forward], variables.through),
    merchant: new PartProcess('merchant', [MERCHANT], merchant),
  };
}
