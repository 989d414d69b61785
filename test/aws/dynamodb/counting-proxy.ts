import { once } from 'node:events';
import { createServer, request } from 'node:http';

/** Stands before an AWS endpoint and notes each request: the operation, and the status that came back. */
export interface CountingProxy {
  readonly endpoint: string;
  /** Such as `UpdateItem 200`, since the last call. */
  take(): readonly string[];
  stop(): Promise<void>;
}

export async function startCountingProxy(target: string): Promise<CountingProxy> {
  let seen: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    const forward = request(new URL(path ?? '/', target), { method, headers }, (answer) => {
      const operation = String(headers['x-amz-target']).replace(/^.*\./, '');
      seen.push(`${operation} ${answer.statusCode}`);
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(forward);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    take() {
      const taken = seen;
      seen = [];
      return taken;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
