import { request } from 'node:http';
import type { ConsolePorts, ConsoleSettings } from '../../console/console-ports.ts';
import { type RunningConsole, startConsole } from '../../console/start-console.ts';
import { MemoryCheckoutStore } from '../../lib/memory/memory-checkout-store.ts';

const settings: ConsoleSettings = {
  target: 'the local stack',
  suffix: '',
  isReadOnly: false,
  nameToType: undefined,
  user: 'tester',
  rowsMaxAgeMs: 0,
};

/** A console over a table in this process, and the table. */
export interface TestConsole {
  readonly store: MemoryCheckoutStore;
  readonly origin: string;
  readonly port: number;
  readonly running: RunningConsole;
  /** The cookie of a browser that has opened the address with the token. */
  readonly cookie: string;
}

export async function startTestConsole(
  overrides: Partial<ConsoleSettings> = {},
  ports: Partial<ConsolePorts> = {},
): Promise<TestConsole> {
  const store = new MemoryCheckoutStore();
  const running = await startConsole({ ...portsOf(store), ...ports }, { ...settings, ...overrides }, 0);
  const { origin, port } = new URL(running.url);
  return { store, origin, port: Number(port), running, cookie: await openedCookie(running.url) };
}

const portsOf = (store: MemoryCheckoutStore): ConsolePorts => ({
  reader: store,
  store,
  counter: store,
  countQueue: async () => ({ waiting: 0, held: 0, delayed: 0 }),
  readAlarms: undefined,
  examine: async function* () {},
  describe: String,
});

/** Opens the address with the token, as a browser does. Returns the cookie. */
export async function openedCookie(url: string): Promise<string> {
  const answer = await fetch(url, { redirect: 'manual' });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends a request with exactly these headers, `Host` included. */
export function send(port: number, path: string, { method = 'GET', headers = {}, body }: Sent = {}) {
  return new Promise<Reply>((done, fail) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      answer.on('end', () => done({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    outgoing.on('error', fail).end(body);
  });
}

export const get = ({ port, cookie }: TestConsole, path: string): Promise<Reply> =>
  send(port, path, { headers: { cookie } });

/** Sends a form as the page itself does. */
export const post = (
  { port, cookie, origin }: TestConsole,
  path: string,
  form: Readonly<Record<string, string>>,
): Promise<Reply> => {
  const headers = { cookie, origin, 'content-type': 'application/x-www-form-urlencoded' };
  return send(port, path, { method: 'POST', headers, body: String(new URLSearchParams(form)) });
};
