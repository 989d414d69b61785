import { parseArgs } from 'node:util';
import { secretLines, secretVariable } from '../../lib/aws/secrets/env-secret-store.ts';
import { providers } from '../../lib/providers/registry.ts';
import { secretFor } from '../../lib/providers/sending/secret-for.ts';
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
  /** Whether to take free ports, where no variable names one, and to write them down for the command line. */
  readonly takesFreePorts: boolean;
  /** The arguments that are not options. */
  readonly words: readonly string[];
  readonly stack: StackOptions;
}

const HINT = 'Add --help to see the options.';
const HIGHEST_PORT = 65_535;

type Environment = Readonly<Record<string, string | undefined>>;

/** @param allowPositionals whether the command accepts arguments that are not options @throws WrongSetting */
export function startSettings(
  parameters: readonly string[],
  environment: Environment,
  allowPositionals = false,
): StartSettings {
  const { values, positionals } = parse(parameters, allowPositionals);
  if (values.ports !== undefined && values.ports !== 'free')
    throw new WrongSetting(`--ports takes only the word free, not ${JSON.stringify(values.ports)}. ${HINT}`);
  const takesFreePorts = values.ports === 'free';
  const ports = {
    http: portFrom(environment, 'PORT', takesFreePorts),
    sqs: portFrom(environment, 'SQS_PORT', takesFreePorts),
    dynamodb: portFrom(environment, 'DYNAMODB_PORT', takesFreePorts),
    lambda: portFrom(environment, 'LAMBDA_PORT', takesFreePorts),
  };
  const stack = withoutUndefined({
    ports,
    // Whoever runs two stacks on ports of their own, and does not know this one, still can.
    lambdaPortOrFree: environment['LAMBDA_PORT'] ? undefined : true,
    secrets: secretsFrom(environment),
    // A variable that is set but empty counts as not set.
    host: environment['HOST'] || undefined,
    publicUrl: environment['PUBLIC_URL'] || undefined,
    dynamodbEndpoint: environment['DYNAMODB_ENDPOINT'] || undefined,
    dataDir: values.data,
    forwardTo: values['forward-to'] === undefined ? undefined : endpointFrom(values['forward-to']),
    notifySecrets: optionalSecrets(environment['NOTIFY_SECRETS']),
  });
  return { help: values.help, takesFreePorts, words: positionals, stack };
}

function parse(args: readonly string[], allowPositionals: boolean) {
  const options = {
    help: { type: 'boolean', short: 'h', default: false },
    data: { type: 'string' },
    ports: { type: 'string' },
    'forward-to': { type: 'string' },
  } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals });
  } catch (error) {
    throw new WrongSetting(`${firstSentence(error)} ${HINT}`);
  }
}

/** Node appends advice about arguments that begin with a dash, which no argument of these commands does. */
const firstSentence = (error: unknown): string => {
  const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
  return `${sentence.replace(/\.$/, '')}.`;
};

const optionalSecrets = (text: string | undefined): readonly string[] | undefined =>
  text === undefined ? undefined : secretLines(text);

/** @throws WrongSetting when it is not the address of an HTTP endpoint */
function endpointFrom(text: string): string {
  if (/^https?:$/.test(URL.parse(text)?.protocol ?? '')) return text;
  throw new WrongSetting(
    `--forward-to takes a URL such as http://localhost:8080/paid, not ${JSON.stringify(text)}. ${HINT}`,
  );
}

function portFrom(environment: Environment, variable: PortVariable, isFree: boolean): number {
  const text = environment[variable] || String(isFree ? 0 : localPorts[variable]);
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (port <= HIGHEST_PORT) return port;
  throw new WrongSetting(`${variable} must be a port, 0 to ${HIGHEST_PORT}, not ${JSON.stringify(text)}.`);
}

/** Reads one secret per line. A variable that is set but empty leaves its provider without a secret, for a trial. */
function secretsFrom(environment: Environment): Secrets {
  const secrets: Record<string, readonly string[]> = {};
  for (const provider of providers) {
    const text = environment[secretVariable(provider.name)] ?? secretFor(provider, LOCAL_SECRET);
    secrets[provider.name] = secretLines(text);
  }
  return secrets;
}
