import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import * as z from 'zod';
import { portOf } from '../../local/emulators/claim-ports.ts';
import { SECRET } from '../kit/webhooks.ts';

export interface ParameterServer extends AsyncDisposable {
  readonly endpoint: string;
}

const Asked = z.object({ Names: z.array(z.string()) });

/** Stands in for SSM: whatever parameter is asked for, it is the bench's secret. */
export async function startParameterServer(): Promise<ParameterServer> {
  const server = createServer((request, response) => {
    void json(request).then((asked) => {
      const { Names } = Asked.parse(asked);
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      const Parameters = Names.map((Name) => ({ Name, Type: 'SecureString', Value: SECRET }));
      response.end(JSON.stringify({ Parameters, InvalidParameters: [] }));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${portOf(server)}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
