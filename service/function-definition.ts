import type { EnvironmentValue, FunctionEntry, ServiceFile } from './service-file.ts';

/** A deployed Lambda function. */
export interface FunctionDefinition {
  readonly name: string;
  /** The path of the module from the project's directory, without its extension. */
  readonly module: string;
  /** The name of the exported handler. */
  readonly handler: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, EnvironmentValue>>;
}

const MS_PER_SECOND = 1_000;

export function functionDefinition(file: ServiceFile, key: string, entry: FunctionEntry): FunctionDefinition {
  const dot = entry.handler.lastIndexOf('.');
  return {
    name: `${file.service}-${file.stage}-${key}`,
    module: entry.handler.slice(0, dot),
    handler: entry.handler.slice(dot + 1),
    timeoutMs: (entry.timeout ?? file.provider.timeout) * MS_PER_SECOND,
    memoryMb: entry.memorySize ?? file.provider.memorySize,
    environment: { ...file.provider.environment, ...entry.environment },
  };
}
