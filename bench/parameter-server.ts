import { once } from 'node:events';
import { createServer } from 'node:http';
import { portOf } from '../local/emulators/ports.ts';
import { SECRET } from './webhooks.ts';

export interface ParameterServer extends AsyncDisposable {
  readonly endpoint: string;
}

/** Stands in for SSM: whatever parameter is asked for, it is the bench's secret. */
export async function startParameterServer(): Promise<ParameterServer> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      response.end(JSON.stringify({ Parameter: { Name: 'secrets', Type: 'SecureString', Value: SECRET } }));
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
