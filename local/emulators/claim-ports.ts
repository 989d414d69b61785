import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** A port is taken by another program, or cannot be used. */
export class PortInUse extends Error {
  override readonly name = 'PortInUse';
}

export interface PortRequest {
  /** The environment variable with which a user can choose another port. */
  readonly variable: string;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Whether a free one will do if this one is in use. */
  readonly orFree?: boolean;
}

/**
 * Returns the ports to use. All of them are free at this moment and differ from each other.
 * @throws PortInUse with every port that cannot be used and its variable
 */
export async function claimPorts(requests: readonly PortRequest[]): Promise<readonly number[]> {
  const servers: Server[] = [];
  const problems: string[] = [];
  try {
    for (const request of requests) {
      const server = await listenOrFree(request);
      if (typeof server === 'string') problems.push(server);
      else servers.push(server);
    }
    if (problems.length > 0) throw new PortInUse(problems.join('\n'));
    return servers.map(portOf);
  } finally {
    await Promise.all(servers.map(close));
  }
}

export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server has no port.');
  return address.port;
}

async function listenOrFree(request: PortRequest): Promise<Server | string> {
  const server = await listen(request);
  return typeof server === 'string' && request.orFree ? listen({ ...request, port: 0 }) : server;
}

/** Returns a sentence if the port cannot be used. */
async function listen({ variable, host, port }: PortRequest): Promise<Server | string> {
  try {
    const server = createServer().listen(port, host);
    await once(server, 'listening');
    return server;
  } catch (error) {
    return `Port ${port} ${problemOf(error)}: set ${variable} to another one.`;
  }
}

function problemOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : error;
  return code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${code})`;
}

async function close(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}
