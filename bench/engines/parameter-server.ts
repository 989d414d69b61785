import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import * as z from 'zod';
import { portOf } from '../../local/emulators/claim-ports.ts';
import { secretsPrefixOf } from '../../service/stage-name.ts';
import { SECRET } from '../samples/webhooks.ts';

/** Stands in for SSM. */
export interface ParameterServer extends AsyncDisposable {
  /** Variables with which ingest reads its secrets from here. */
  readonly variables: Readonly<Record<string, string>>;
}

const GetParameters = z.object({ Names: z.array(z.string()) });

/** Starts a server that returns the bench's secret for every parameter. */
export async function startParameterServer(): Promise<ParameterServer> {
  const server = createServer(async (request, response) => {
    const { Names } = GetParameters.parse(await json(request));
    const Parameters = Names.map((Name) => ({ Name, Type: 'SecureString', Value: SECRET }));
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify({ Parameters, InvalidParameters: [] }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${portOf(server)}`;
  return {
    variables: { SECRETS_PREFIX: secretsPrefixOf('bench'), AWS_ENDPOINT_URL_SSM: endpoint },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
