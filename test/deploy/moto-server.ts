import { freePort } from '../../proof/kit/engines/free-port.ts';
import { pythonProgram } from '../../scripts/template/python-program.ts';
import { type Server, startServer } from './emulator/start-server.ts';

/** An AWS API server on this machine. It keeps everything in memory, and its log names the resource types that it skips. */
export interface MotoServer extends Server {
  readonly endpoint: string;
}

export async function startMoto(): Promise<MotoServer> {
  const port = await freePort();
  const program = await pythonProgram('moto', 'moto_server');
  const endpoint = `http://127.0.0.1:${port}`;
  const server = await startServer(program, {
    args: ['-H', '127.0.0.1', '-p', String(port)],
    isReady: async () => {
      const answer = await fetch(`${endpoint}/moto-api/data.json`).catch(() => undefined);
      return answer?.ok ?? false;
    },
  });
  return { endpoint, ...server };
}
