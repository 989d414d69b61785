import { join } from 'node:path';
import { awsVariables, endpoint } from '../../local/stack/addresses.ts';
import { LOCAL_HOST } from '../../service/local-defaults.ts';
import { projectDirectory } from '../../service/project-directory.ts';
import { readServiceDefinition } from '../../service/service-definition.ts';
import { DataFolder } from '../chaos/processes/data-folder.ts';
import { PartProcess } from '../chaos/processes/part-process.ts';
import { freePorts } from '../kit/engines/free-port.ts';
import { Dice } from '../kit/random/dice.ts';
import { InstalledShop } from './installed-shop.ts';
import { UnreliableCarrier } from './unreliable-carrier.ts';

const ROLE = 'local/role.ts';

export type ShopPart = 'queue' | 'table' | 'gateway' | 'consumer' | 'publisher' | 'notifier' | 'shop';

/** The local stack and a shop as processes, and a carrier. */
export interface ShopStack extends AsyncDisposable {
  readonly parts: Readonly<Record<ShopPart, PartProcess>>;
  readonly carrier: UnreliableCarrier;
  /** Base URL of the gateway. */
  readonly url: string;
  /** Base URL of the shop. */
  readonly shopUrl: string;
  readonly dynamodbEndpoint: string;
}

/** Starts one process after the other: a busy machine gives up on seven at the same time. */
export async function startShopStack(seed: number): Promise<ShopStack> {
  await using started = new AsyncDisposableStack();
  const data = started.use(new DataFolder());
  const installed = started.use(await InstalledShop.install());
  const carrier = started.use(await UnreliableCarrier.start(new Dice(seed, 1)));
  const [http = 0, sqs = 0, dynamodb = 0, lambda = 0, shopPort = 0] = await freePorts(5);
  const ports = {
    PORT: `${http}`,
    SQS_PORT: `${sqs}`,
    DYNAMODB_PORT: `${dynamodb}`,
    LAMBDA_PORT: `${lambda}`,
  };
  const shopUrl = endpoint(LOCAL_HOST, shopPort);
  const part = (name: string, ...options: readonly string[]) =>
    new PartProcess(name, [ROLE, name, ...options], ports);
  const forward = ['--forward-to', `${shopUrl}/paid`];
  const parts = {
    queue: part('queue', '--data', data.path, ...forward),
    table: part('table', '--data', data.path),
    gateway: part('gateway'),
    consumer: part('consumer'),
    publisher: part('publisher'),
    notifier: part('notifier', ...forward),
    shop: shopProcess(installed, shopPort, endpoint(LOCAL_HOST, dynamodb), {
      DATABASE: join(data.path, 'shop.db'),
      CARRIER_URL: carrier.url,
    }),
  };
  for (const each of Object.values(parts)) started.defer(() => each.end());
  for (const each of Object.values(parts)) await each.start();
  const running = started.move();
  return {
    parts,
    carrier,
    url: endpoint(LOCAL_HOST, http),
    shopUrl,
    dynamodbEndpoint: endpoint(LOCAL_HOST, dynamodb),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** The shop reads and claims. It needs no other part of the service. */
function shopProcess(
  { directory }: InstalledShop,
  port: number,
  dynamodbEndpoint: string,
  variables: Readonly<Record<string, string>>,
): PartProcess {
  const { region } = readServiceDefinition(projectDirectory);
  const nothing = endpoint(LOCAL_HOST, 1);
  const addresses = { dynamodbEndpoint, sqsEndpoint: nothing, lambdaEndpoint: nothing, publicUrl: nothing };
  return new PartProcess('shop', [join(directory, 'shop.ts')], {
    ...awsVariables(addresses, region),
    ...variables,
    PORT: `${port}`,
  });
}
