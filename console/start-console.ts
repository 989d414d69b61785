import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { consolePages } from './console-pages.ts';
import type { ConsolePorts, ConsoleSettings } from './console-ports.ts';
import type { Site } from './server/answer-visit.ts';
import { handleRequest, type OpenConsole } from './server/handle-request.ts';
import { sendAnswer, textAnswer } from './server/send-answer.ts';
import { Session } from './server/session.ts';

/** A running console. */
export interface RunningConsole {
  /** The address to open, with the token. */
  readonly url: string;
  close(): Promise<void>;
}

/** Only this machine can connect. There is no option to change it: the page acts with its user's credentials. */
const HOST = '127.0.0.1';
/** A cursor in an address has the keys of many partitions. */
const LARGEST_HEADERS = 64 * 1024;

/**
 * Starts a console.
 * @param port 0 for any free one
 * @throws Error with the code EADDRINUSE when the port is taken
 */
export async function startConsole(
  ports: ConsolePorts,
  settings: ConsoleSettings,
  port: number,
): Promise<RunningConsole> {
  const pages = consolePages.map((make) => make(ports, settings));
  const site: Site = { pages, settings, describe: ports.describe };
  const server = createServer({ maxHeaderSize: LARGEST_HEADERS });
  server.listen(port, HOST);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const open: OpenConsole = { port: address.port, session: new Session(address.port), site };
  server.on('request', (request, response) => answer(open, request, response));
  return {
    url: `http://${HOST}:${open.port}/?token=${open.session.token}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function answer(open: OpenConsole, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    sendAnswer(response, await handleRequest(open, request));
  } catch {
    if (!response.headersSent) sendAnswer(response, textAnswer(500, 'The console failed.'));
  }
}
