import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { type GatewayOptions, startGateway } from '../../../local/gateway/gateway.ts';

export interface GatewayUnderTest {
  readonly url: string;
  readonly port: number;
  /** The events with which the function was invoked. */
  readonly events: unknown[];
  readonly faults: string[];
  /** Sends bytes unchanged and returns everything that is received until the connection ends. */
  raw(bytes: string | Buffer): Promise<string>;
}

const route = (method: string, path: string) => ({
  routeKey: `${method} ${path}`,
  method,
  path,
  functionKey: 'ingest',
});

/** Starts a gateway with the routes `POST /webhooks/{provider}` and `GET /health`, until the end of the test. */
export async function startTestGateway(
  answer: (event: unknown) => unknown = () => ({ statusCode: 200 }),
  options: Partial<GatewayOptions> = {},
): Promise<GatewayUnderTest> {
  const events: unknown[] = [];
  const faults: string[] = [];
  const gateway = await startGateway({
    routes: [route('POST', '/webhooks/{provider}'), route('GET', '/health')],
    invoke: async (_, event) => {
      events.push(structuredClone(event));
      return answer(event);
    },
    host: '127.0.0.1',
    port: 0,
    onFault: (fault) => faults.push(fault),
    ...options,
  });
  onTestFinished(() => gateway.stop());
  const { port } = gateway;
  const raw = (bytes: string | Buffer) => {
    const socket = connect(port, '127.0.0.1');
    socket.write(bytes);
    return text(socket);
  };
  return { url: `http://127.0.0.1:${port}`, port, events, faults, raw };
}
