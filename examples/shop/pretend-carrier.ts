/** `node pretend-carrier.ts`: a carrier for trials and tests, which brings nothing. */

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A carrier that only remembers what it was told. */
export interface PretendCarrier extends AsyncDisposable {
  readonly url: string;
  /** How often each order was sent, by its id. All but the first time change nothing. */
  readonly requests: ReadonlyMap<string, number>;
}

/** Starts it. @param port 0 takes a free one */
export async function startPretendCarrier(port = 0): Promise<PretendCarrier> {
  const requests = new Map<string, number>();
  const server = createServer((request, response) => {
    const key = String(request.headers['idempotency-key']);
    requests.set(key, (requests.get(key) ?? 0) + 1);
    response.end(`parcel-${key}`);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}`,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

if (import.meta.main) {
  const { url } = await startPretendCarrier(8090);
  console.log(`ready on ${url}`);
}
