import { userInfo } from 'node:os';
import { Command, Option } from 'commander';
import type { ConsoleSettings } from '../../../console/console-ports.ts';
import { examples, jsonOption, withTargetOptions } from '../../arguments/options.ts';
import { wholeNumber } from '../../arguments/parse-argument.ts';
import { usageError } from '../../failure/command-failure.ts';
import { type Target, type TargetOptions, targetOf } from '../../stage/target.ts';
import { interruptible } from '../../terminal/interruptible.ts';
import { note, print } from '../../terminal/screen.ts';

const HIGHEST_PORT = 65_535;
const ENDS_AFTER_MS = 8 * 3_600_000;
/** A stage is asked less often than a stack on this machine: each read is billed. */
const ROWS_MAX_AGE_MS = { local: 900, deployed: 1_900 } as const;

const WHO_MAY_OPEN_IT = `
The page runs on this machine, on 127.0.0.1 only, and acts with your AWS credentials. Whoever knows the printed address
may use it, so do not pass it on. A stage is read-only without --write, and asks for its name before each change. The
console ends with Ctrl-C, or after 8 hours.`;

interface ConsoleOptions extends TargetOptions {
  readonly port: number;
  readonly open: boolean;
  readonly write?: true;
  readonly json?: true;
}

export const consoleCommand = (): Command =>
  withTargetOptions(new Command('console'))
    .addOption(
      new Option('--port <port>', 'port of the page (default: any free one)')
        .argParser(wholeNumber(0, HIGHEST_PORT))
        .default(0, 'any free one'),
    )
    .option('--no-open', 'do not open the browser')
    .option('--write', 'allow changes on a deployed stage')
    .addOption(jsonOption())
    .addHelpText('after', WHO_MAY_OPEN_IT)
    .addHelpText('after', examples('console', 'console --stage prod', 'console --stage prod --write'))
    .action(run);

async function run({ port, open, write, json, ...options }: ConsoleOptions): Promise<void> {
  const target = targetOf(options, process.env);
  const [{ startConsole }, { openPorts }] = await Promise.all([
    import('../../../console/start-console.ts'),
    import('../../console/open-ports.ts'),
  ]);
  const running = await startConsole(openPorts(target), settingsOf(target, write), port).catch(portFailure);
  print(json ? JSON.stringify({ url: running.url }) : running.url);
  if (!json) note(`The console of ${target.title}. Press Ctrl-C to end it.`);
  const forget = open && process.stdout.isTTY ? await openBrowser(running.url) : undefined;
  try {
    await interruptible(untilEnded);
  } finally {
    forget?.();
    await running.close();
  }
}

function settingsOf(target: Target, write: true | undefined): ConsoleSettings {
  return {
    target: target.title,
    suffix: target.suffix,
    isReadOnly: !target.isLocal && !write,
    nameToType: target.isLocal ? undefined : target.stage,
    user: userInfo().username,
    rowsMaxAgeMs: target.isLocal ? ROWS_MAX_AGE_MS.local : ROWS_MAX_AGE_MS.deployed,
  };
}

async function openBrowser(url: string): Promise<() => void> {
  const { openInBrowser } = await import('../../console/open-in-browser.ts');
  return openInBrowser(url);
}

/** @throws CommandFailure (usage) if the port is taken */
function portFailure(error: NodeJS.ErrnoException): never {
  if (error.code === 'EADDRINUSE' || error.code === 'EACCES')
    throw usageError(
      'The port cannot be used. Choose another one with --port, or none for any free one.',
      'invalid_argument',
    );
  throw error;
}

/** A page that is forgotten must not act for its user for ever. */
function untilEnded(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ENDS_AFTER_MS);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });
}
