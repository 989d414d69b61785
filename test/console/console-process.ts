import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import * as z from 'zod';

/** `checkouts console` in a process of its own. */
export interface ConsoleProcess {
  readonly url: string;
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

const FirstLine = z.object({ url: z.url() });

/** Starts the command, and waits for the first line that it prints. */
export async function startConsoleProcess(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<ConsoleProcess> {
  const child = spawn(process.execPath, ['cli/checkouts.ts', 'console', '--json', '--no-open', ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const [first] = await once(lines, 'line', { signal: AbortSignal.timeout(20_000) });
  const { url } = FirstLine.parse(JSON.parse(String(first)));
  return {
    url,
    child,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
    },
  };
}
