import { LOCAL_HOST, localCredentials, localPorts, type PortVariable } from '../../service/local-defaults.ts';
import { STAGE_NAME, STAGE_NAME_RULE, secretsPrefixOf, stackNameOf } from '../../service/stage-name.ts';
import { usageError } from '../failure/command-failure.ts';

/** The local stack is this stage, run on this machine. */
const LOCAL_STAGE = 'dev';

/** What every command that reaches out understands. */
export interface TargetOptions {
  readonly stage?: string;
  readonly region?: string;
  readonly profile?: string;
}

/** How an AWS client is to be made: the SDK takes these as they are. */
interface ClientConfig {
  readonly endpoint?: string;
  readonly region?: string | (() => Promise<string>);
  readonly profile?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

interface CommonTarget {
  /** For sentences: `the local stack`, `stage prod`. */
  readonly title: string;
  /** What has to follow a command so that it means this target: ` --stage prod`. Empty for the local stack. */
  readonly suffix: string;
  readonly stage: string;
  /** Name of the stack and of the table, and the beginning of the queues' names. */
  readonly stackName: string;
  readonly dynamodb: ClientConfig;
  readonly sqs: ClientConfig;
}

/** The local stack: tables and queues, and no other AWS service. */
export interface LocalTarget extends CommonTarget {
  readonly isLocal: true;
  /** Base URL of the webhooks. */
  readonly webhooksUrl: string;
}

/** A stage that is deployed to AWS. */
export interface DeployedTarget extends CommonTarget {
  readonly isLocal: false;
  readonly aws: ClientConfig;
  /** What the names of its parameters with secrets begin with. */
  readonly secretsPrefix: string;
}

/** Where a command works. */
export type Target = LocalTarget | DeployedTarget;

export type Environment = Readonly<Record<string, string | undefined>>;

/** @throws CommandFailure (usage) when the options do not go together */
export function targetOf(options: TargetOptions, environment: Environment): Target {
  const { stage, region, profile } = options;
  if (stage !== undefined) return deployedTarget({ ...options, stage });
  const stray = (region && '--region') || (profile && '--profile');
  if (stray) throw usageError(`${stray} is for a deployed stage: add --stage, such as --stage prod.`);
  return localTarget(environment);
}

/** @throws CommandFailure (usage) when the stage cannot be one */
export function deployedTarget({
  stage,
  region,
  profile,
}: TargetOptions & { readonly stage: string }): DeployedTarget {
  if (!STAGE_NAME.test(stage))
    throw usageError(`"${stage}" is not a stage name. A stage name ${STAGE_NAME_RULE}.`);
  const aws = { region: region ?? (() => regionOf(stage)), ...(profile && { profile }) };
  return {
    title: `stage ${stage}`,
    suffix: [` --stage ${stage}`, region && ` --region ${region}`, profile && ` --profile ${profile}`]
      .filter((part) => part !== undefined)
      .join(''),
    isLocal: false,
    stage,
    stackName: stackNameOf(stage),
    dynamodb: aws,
    sqs: aws,
    aws,
    secretsPrefix: secretsPrefixOf(stage),
  };
}

/** That of serverless.yml, where `serverless deploy` puts the stage. Read only when a client needs it. */
async function regionOf(stage: string): Promise<string> {
  const { stageDefaults } = await import('./stage-defaults.ts');
  const { region } = stageDefaults(stage);
  if (region === undefined) throw new Error('Region is missing');
  return region;
}

/** The emulators take any credentials; the user's own must not be needed, nor sent to them. */
export function localTarget(environment: Environment): LocalTarget {
  const at = (variable: PortVariable): ClientConfig => ({
    endpoint: localUrl(variable, environment),
    region: 'eu-central-1',
    credentials: localCredentials,
  });
  return {
    title: 'the local stack',
    suffix: '',
    isLocal: true,
    stage: LOCAL_STAGE,
    stackName: stackNameOf(LOCAL_STAGE),
    dynamodb: at('DYNAMODB_PORT'),
    sqs: at('SQS_PORT'),
    webhooksUrl: `${localUrl('PORT', environment)}/webhooks`,
  };
}

const localUrl = (variable: PortVariable, environment: Environment): string =>
  `http://${LOCAL_HOST}:${environment[variable] || localPorts[variable]}`;
