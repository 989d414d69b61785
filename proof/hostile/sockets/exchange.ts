import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** How the server reacted to a connection's bytes: with a status, by closing the connection, or not at all. */
export type WireAnswer = number | 'closed' | 'silent';

const PATIENCE_MS = 20_000;

/**
 * Writes bytes to a new connection, piece by piece, and reads until the server closes it.
 *
 * @param hangUp ends our half of the connection after the last piece, like a sender that breaks off
 */
export async function exchange(url: string, pieces: readonly Buffer[], hangUp: boolean): Promise<WireAnswer> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const received: Buffer[] = [];
  socket.on('data', (bytes) => received.push(bytes));
  // A server that refuses a request while we still send resets the connection. Its answer before that counts.
  socket.on('error', () => undefined);
  const closed = new Promise<true>((resolve) => socket.once('close', () => resolve(true)));
  for (const piece of pieces) {
    if (!socket.writable) break;
    if (!socket.write(piece)) await Promise.race([once(socket, 'drain'), closed]).catch(() => undefined);
    if (pieces.length > 1) await sleep(1);
  }
  if (hangUp) socket.end();
  const inTime = await Promise.race([closed, sleep(PATIENCE_MS, false, { ref: false })]);
  socket.destroy();
  return statusIn(Buffer.concat(received).toString('latin1')) ?? (inTime ? 'closed' : 'silent');
}

/** Returns the first status that is not an interim one such as `100 Continue`. */
function statusIn(text: string): number | undefined {
  const statuses = [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));
  return statuses.find((status) => status >= 200);
}
