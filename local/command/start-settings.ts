import { parseArgs } from 'node:util';
import { secretLines, secretVariable } from '../../lib/aws/secrets/env-secret-store.ts';
import { providers } from '../../lib/providers/registry.ts';
import { LOCAL_SECRET, localPorts, type PortVariable } from '../../service/local-defaults.ts';
import type { StackOptions } from '../stack/stack-options.ts';

/** The command line or the environment says something that cannot be. */
export class WrongSetting extends Error {
  override readonly name = 'WrongSetting';
}

/** What a command was told: by its options, and by its environment. */
export interface StartSettings {
  readonly help: boolean;
  /** Words that are no options. */
  readonly words: readonly string[];
  readonly stack: StackOptions;
}

const HIGHEST_PORT = 65_535;

type Environment = Readonly<Record<string, string | undefined>>;

/** @param allowPositionals whether the command takes words at all @throws WrongSetting */
export function startSettings(
  parameters: readonly string[],
  environment: Environment,
  allowPositionals = false,
): StartSettings {
  const { values, positionals } = parse(parameters, allowPositionals);
  const endpoint = environment['DYNAMODB_ENDPOINT'];
  const host = environment['HOST'];
  return {
    help: values.help,
    words: positionals,
    stack: {
      ports: {
        http: portFrom(environment, 'PORT'),
        sqs: portFrom(environment, 'SQS_PORT'),
        dynamodb: portFrom(environment, 'DYNAMODB_PORT'),
      },
      secrets: Object.fromEntries(providers.map(({ name }) => [name, secretsFrom(environment, name)])),
      ...(host && { host }),
      ...(endpoint && { dynamodbEndpoint: endpoint }),
      ...(values.data !== undefined && { dataDir: values.data }),
    },
  };
}

function parse(args: readonly string[], allowPositionals: boolean) {
  try {
    const options = {
      help: { type: 'boolean', short: 'h', default: false },
      data: { type: 'string' },
    } as const;
    return parseArgs({ args: [...args], options, allowPositionals });
  } catch (error) {
    throw new WrongSetting(error instanceof Error ? error.message : String(error));
  }
}

function portFrom(environment: Environment, variable: PortVariable): number {
  const text = environment[variable] || String(localPorts[variable]);
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (port <= HIGHEST_PORT) return port;
  throw new WrongSetting(`${variable} must be a port, 0 to ${HIGHEST_PORT}, not ${JSON.stringify(text)}.`);
}

/** One secret a line. A variable that is set but empty leaves the provider without a secret, to see what happens. */
const secretsFrom = (environment: Environment, provider: string): readonly string[] =>
  secretLines(environment[secretVariable(provider)] ?? LOCAL_SECRET);
