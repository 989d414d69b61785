import { providers } from '../../lib/providers/registry.ts';
import { secretFor } from '../../lib/providers/sending/secret-for.ts';
import { LOCAL_HOST, LOCAL_SECRET } from '../../service/local-defaults.ts';
import { projectDirectory } from '../../service/project-directory.ts';

/** Threads cost memory, and on a small machine they slow each other down. */
const MAXIMUM_ENVIRONMENTS = 4;

/** The signing secrets of each provider, newest first. */
export type Secrets = Readonly<Record<string, readonly string[]>>;

export interface StackPorts {
  readonly http: number;
  readonly sqs: number;
  readonly dynamodb: number;
  readonly lambda: number;
}

export interface StackOptions {
  /** The directory of serverless.yml. By default this project. */
  readonly directory?: string;
  /** The network address of the gateway. By default only this machine can connect. The emulators never use it. */
  readonly host?: string;
  /** 0, the default, takes a free one. */
  readonly ports?: Partial<StackPorts>;
  /** Takes a free port for the Lambda API if its own is in use. The functions learn which one it is. */
  readonly lambdaPortOrFree?: boolean;
  /** The URL of a DynamoDB that is already running. By default the stack starts its own. */
  readonly dynamodbEndpoint?: string;
  /** Keeps rows and messages there. By default they are lost when the part that holds them stops. */
  readonly dataDir?: string;
  /** By provider. The default of each holds `LOCAL_SECRET`. */
  readonly secrets?: Secrets;
  /** The address under which providers reach the service, for those that sign the URL. By default the gateway's. */
  readonly publicUrl?: string;
  /** The shop's endpoint, which notify sends signed webhooks to. By default notify does not run. */
  readonly forwardTo?: string;
  /** The secrets that sign them, newest first. By default notify's own. */
  readonly notifySecrets?: readonly string[];
  /** How many events each function handles at the same time. */
  readonly maximumEnvironments?: number;
  /** Replaces the declared timeout. Only tests set it: a failed message waits that long, and it is minutes. */
  readonly visibilityTimeoutSeconds?: number;
  /** Receives each line that a function logs. */
  readonly onLine?: (line: string) => void;
  /** Receives a sentence about each failure that the functions do not log themselves. */
  readonly onFault?: (text: string) => void;
}

/** The options with all defaults filled in. */
export interface CompleteOptions extends StackOptions {
  readonly directory: string;
  readonly host: string;
  readonly ports: StackPorts;
  readonly secrets: Secrets;
  readonly maximumEnvironments: number;
  readonly onLine: (line: string) => void;
  readonly onFault: (text: string) => void;
}

const ignore = (): void => undefined;

export function completeOptions(options: StackOptions): CompleteOptions {
  const secrets: Record<string, readonly string[]> = {};
  for (const provider of providers) {
    secrets[provider.name] = options.secrets?.[provider.name] ?? [secretFor(provider, LOCAL_SECRET)];
  }
  return {
    ...options,
    directory: options.directory ?? projectDirectory,
    host: options.host ?? LOCAL_HOST,
    ports: { http: 0, sqs: 0, dynamodb: 0, lambda: 0, ...options.ports },
    secrets,
    maximumEnvironments: options.maximumEnvironments ?? MAXIMUM_ENVIRONMENTS,
    onLine: options.onLine ?? ignore,
    onFault: options.onFault ?? ignore,
  };
}
