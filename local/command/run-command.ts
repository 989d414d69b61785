import { WrongSetting } from './start-settings.ts';

/**
 * Runs a command. If it throws, prints the error's message on stderr and sets an exit code: 2 for a wrong setting, and 1
 * for everything else.
 */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = error instanceof WrongSetting ? 2 : 1;
  }
}
