import { usageError } from './command-failure.ts';

/** The service as `serverless.yml` names it: tables, queues, parameters and stacks begin with it. */
const SERVICE = 'checkout-webhooks';
/** The local stack is this stage, run on this machine. */
const LOCAL_STAGE = 'dev';
const DEFAULT_PORTS = { PORT: 3000, DYNAMODB_PORT: 8000, SQS_PORT: 9324 } as const;
type PortVariable = keyof typeof DEFAULT_PORTS;

/** What every command that reaches out understands. */
export interface PlaceOptions {
  readonly stage?: string;
  readonly region?: string;
  readonly profile?: string;
}

/** How an AWS client is to be made: the SDK takes these as they are. */
export interface ClientConfig {
  readonly endpoint?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Where a command works: on the local stack, or on a stage that is deployed to AWS. */
export interface Place {
  /** For sentences: `the local stack`, `stage prod`. */
  readonly title: string;
  readonly isLocal: boolean;
  readonly stage: string;
  /** Name of the stack, of the table, and the beginning of the queues' names. */
  readonly stackName: string;
  readonly dynamodb: ClientConfig;
  readonly sqs: ClientConfig;
  /** Base URL of the webhooks; on a deployed stage it is only known to the stack. */
  readonly webhooksUrl?: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** @throws CommandFailure (usage) when the options do not go together */
export function placeOf({ stage, region, profile }: PlaceOptions, environment: Environment): Place {
  if (stage !== undefined) return deployed(stage, { ...(region && { region }), ...(profile && { profile }) });
  const stray = (region && '--region') || (profile && '--profile');
  if (stray) throw usageError(`${stray} is for a deployed stage: add --stage, such as --stage prod.`);
  return local(environment);
}

function deployed(stage: string, client: ClientConfig): Place {
  if (!/^[A-Za-z0-9-]{1,64}$/.test(stage)) throw usageError(`"${stage}" is no name of a stage.`);
  const stackName = `${SERVICE}-${stage}`;
  return { title: `stage ${stage}`, isLocal: false, stage, stackName, dynamodb: client, sqs: client };
}

/** The emulators take any credentials; the user's own must not be needed, nor sent to them. */
function local(environment: Environment): Place {
  const at = (variable: PortVariable): ClientConfig => ({
    endpoint: localUrl(variable, environment),
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  return {
    title: 'the local stack',
    isLocal: true,
    stage: LOCAL_STAGE,
    stackName: `${SERVICE}-${LOCAL_STAGE}`,
    dynamodb: at('DYNAMODB_PORT'),
    sqs: at('SQS_PORT'),
    webhooksUrl: `${localUrl('PORT', environment)}/webhooks`,
  };
}

const localUrl = (variable: PortVariable, environment: Environment): string =>
  `http://127.0.0.1:${environment[variable] || DEFAULT_PORTS[variable]}`;
