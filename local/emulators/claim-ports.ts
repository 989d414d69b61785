import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** A port is wanted where something listens already. */
export class PortInUse extends Error {
  override readonly name = 'PortInUse';
}

/** A port that is asked for, under the name by which a user can change it. 0 takes a free one. */
export interface PortRequest {
  readonly variable: string;
  readonly host: string;
  readonly port: number;
}

/**
 * The ports to use: all of them free at this moment and different from each other.
 * @throws PortInUse that names the port and its variable
 */
export async function claimPorts(requests: readonly PortRequest[]): Promise<readonly number[]> {
  const servers: Server[] = [];
  try {
    for (const request of requests) servers.push(await listen(request));
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

async function listen({ variable, host, port }: PortRequest): Promise<Server> {
  try {
    const server = createServer().listen(port, host);
    await once(server, 'listening');
    return server;
  } catch (error) {
    throw new PortInUse(`Port ${port} ${problemOf(error)}: set ${variable} to another one.`);
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
