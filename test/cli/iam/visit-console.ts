import { startConsoleProcess } from '../../console/console-process.ts';
import { openedCookie, send } from '../../console/test-console.ts';

const pages = ['/', '/checkouts', '/checkouts?attention=yes', '/checkouts/inqud/CCO-1'];

/** Starts a console of the stage, opens its pages and resolves a checkout. */
export async function visitConsole(environment: Readonly<Record<string, string>>): Promise<void> {
  const running = await startConsoleProcess(['--stage', 'dev', '--write'], environment);
  const { origin, port } = new URL(running.url);
  const cookie = await openedCookie(running.url);
  for (const path of pages) await send(Number(port), path, { headers: { cookie } });
  const headers = { cookie, origin, 'content-type': 'application/x-www-form-urlencoded' };
  const body = 'action=resolve&note=looked&by=me&stage=dev';
  await send(Number(port), '/checkouts/inqud/CCO-6', { method: 'POST', headers, body });
  await running.stop();
}
