import { startConsoleProcess } from '../../console/console-process.ts';
import { openedCookie, send } from '../../console/test-console.ts';

const pages = [
  '/',
  '/checkouts',
  '/checkouts?attention=yes',
  '/checkouts/inqud/CCO-1',
  '/health',
  '/lifecycles',
];

/** Starts a console of the stage, opens its pages and resolves a checkout. */
export async function visitConsole(environment: Readonly<Record<string, string>>): Promise<void> {
  const running = await startConsoleProcess(['--stage', 'dev', '--write'], environment);
  const { origin, port } = new URL(running.url);
  const cookie = await openedCookie(running.url);
  for (const path of pages) await send(Number(port), path, { headers: { cookie } });
  const headers = { cookie, origin, 'content-type': 'application/x-www-form-urlencoded' };
  const post = (path: string, body: string) => send(Number(port), path, { method: 'POST', headers, body });
  await post('/checkouts/inqud/CCO-6', 'action=resolve&note=looked&by=me&stage=dev');
  await post('/health', 'stage=dev');
  await running.stop();
}
