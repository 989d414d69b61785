import { once } from 'node:events';
import type { Server } from 'node:http';

/** Requests in progress may take this long to finish when their server stops. */
const GRACE_MS = 500;

/** Closes a server and its connections. */
export async function stopServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearTimeout(timer);
}
