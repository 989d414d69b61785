import { parseArgs } from 'node:util';
import { secretLines, secretVariable } from '../../lib/aws/secrets/env-secret-store.ts';
import { providers } from '../../lib/providers/registry.ts';
import { withoutUndefined } from '../../lib/values/without-undefined.ts';
import { LOCAL_SECRET, localPorts, type PortVariable } from '../../service/local-defaults.ts';
import type { Secrets, StackOptions } from '../stack/stack-options.ts';

/** The command line or the environment holds a value that cannot be used. */
export class WrongSetting extends Error {
  override readonly name = 'WrongSetting';
}

/** The settings of a command, from its options and its environment. */
export interface StartSettings {
  readonly help: boolean;
  /** The arguments that are not options. */
  readonly words: readonly string[];
  readonly stack: StackOptions;
}

const HIGHEST_PORT = 65_535;

type Environment = Readonly<Record<string, string | undefined>>;

/** @param allowPositionals whether the command accepts arguments that are not options @throws WrongSetting */
export function startSettings(
  parameters: readonly string[],
  environment: Environment,
  allowPositionals = false,
): StartSettings {
  const { values, positionals } = parse(parameters, allowPositionals);
  const ports = {
    http: portFrom(environment, 'PORT'),
    sqs: portFrom(environment, 'SQS_PORT'),
    dynamodb: portFrom(environment, 'DYNAMODB_PORT'),
  };
  const stack = withoutUndefined({
    ports,
    secrets: secretsFrom(environment),
    // A variable that is set but empty counts as not set.
    host: environment['HOST'] || undefined,
    dynamodbEndpoint: environment['DYNAMODB_ENDPOINT'] || undefined,
    dataDir: values.data,
  });
  return { help: values.help, words: positionals, stack };
}

function parse(args: readonly string[], allowPositionals: boolean) {
  const options = {
    help: { type: 'boolean', short: 'h', default: false },
    data: { type: 'string' },
  } as const;
  try {
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

/** Reads one secret per line. A variable that is set but empty leaves its provider without a secret, for a trial. */
function secretsFrom(environment: Environment): Secrets {
  const secrets: Record<string, readonly string[]> = {};
  for (const { name } of providers) {
    secrets[name] = secretLines(environment[secretVariable(name)] ?? LOCAL_SECRET);
  }
  return secrets;
}
