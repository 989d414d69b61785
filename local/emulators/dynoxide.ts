import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The name on Windows, and the name everywhere else. */
const FILE_NAMES = ['dynoxide.exe', 'dynoxide'];

/** Returns the path of dynoxide's binary, or undefined where npm has installed none for this platform. */
export function dynoxideBinary(): string | undefined {
  const directory = packageDirectory(`@dynoxide/${process.platform}-${process.arch}`);
  if (directory === undefined) return undefined;
  return FILE_NAMES.map((name) => join(directory, name)).find((path) => existsSync(path));
}

function packageDirectory(name: string): string | undefined {
  try {
    return dirname(require.resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

/** @param dataDir an existing directory; without it the data is lost when the process ends */
export function dynoxideParameters(host: string, port: number, dataDir?: string): string[] {
  const parameters = ['--host', host, '--port', String(port)];
  if (dataDir !== undefined) parameters.push('--db-path', databaseFile(dataDir));
  return parameters;
}

/** Returns the file in which dynoxide keeps its data in a directory. */
export const databaseFile = (dataDir: string): string => join(dataDir, 'dynamodb.db');
