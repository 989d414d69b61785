import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** dynoxide's binary, if its package is there for this platform. */
export function dynoxideBinary(): string | undefined {
  try {
    return join(
      dirname(require.resolve(`@dynoxide/${process.platform}-${process.arch}/package.json`)),
      'dynoxide',
    );
  } catch {
    return undefined;
  }
}

/** @param dataDir an existing directory; without it everything is gone with the process */
export const dynoxideParameters = (host: string, port: number, dataDir?: string): string[] => [
  ...['--host', host, '--port', String(port)],
  ...(dataDir === undefined ? [] : ['--db-path', join(dataDir, 'dynamodb.db')]),
];
