import { providers } from '../../lib/providers/registry.ts';
import { LOCAL_HOST, LOCAL_SECRET } from '../../service/local-defaults.ts';
import { projectDirectory } from '../../service/project-directory.ts';
import type { Secrets } from './function-variables.ts';

/** Threads cost memory and, on a small machine, each other's time: this many events of a function at once will do. */
const MAXIMUM_ENVIRONMENTS = 4;

export interface StackOptions {
  /** Where serverless.yml is. By default this project. */
  readonly directory?: string;
  /** Network address of the gateway. By default only this machine can connect. The emulators never leave it. */
  readonly host?: string;
  /** 0, the default, takes a free one. */
  readonly ports?: { readonly http?: number; readonly sqs?: number; readonly dynamodb?: number };
  /** A DynamoDB that runs already, in place of one of our own. */
  readonly dynamodbEndpoint?: string;
  /** Rows and messages are kept there; by default they are gone when the part that holds them stops. */
  readonly dataDir?: string;
  /** By provider, newest first. By default each provider has `local-secret`. */
  readonly secrets?: Secrets;
  /** How many events each function handles at once. */
  readonly maximumEnvironments?: number;
  /** In place of the declared one, for tests alone: it is minutes, and a failed message waits that long. */
  readonly visibilityTimeoutSeconds?: number;
  /** Takes each line that a function logs: structured logs, as on Lambda. */
  readonly onLine?: (line: string) => void;
  /** Takes a sentence about what went wrong outside of the functions' own logs. */
  readonly onFault?: (text: string) => void;
}

const ignore = (): void => undefined;

/** The options with everything that was left open decided. */
export const completeOptions = (options: StackOptions) => ({
  directory: projectDirectory,
  host: LOCAL_HOST,
  maximumEnvironments: MAXIMUM_ENVIRONMENTS,
  onLine: ignore,
  onFault: ignore,
  ...options,
  ports: { http: 0, sqs: 0, dynamodb: 0, ...options.ports },
  secrets: { ...Object.fromEntries(providers.map(({ name }) => [name, [LOCAL_SECRET]])), ...options.secrets },
});
export type CompleteOptions = ReturnType<typeof completeOptions>;
