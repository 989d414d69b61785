import { withoutUndefined } from '../../lib/values/without-undefined.ts';
import {
  LOCAL_HOST,
  localCredentials,
  localPorts,
  type PortVariable,
  readLocalPorts,
} from '../../service/local-defaults.ts';
import { hasProject } from '../../service/project-directory.ts';
import { STAGE_NAME, STAGE_NAME_RULE, secretsPrefixOf, stackNameOf } from '../../service/stage-name.ts';
import { usageError } from '../failure/command-failure.ts';

/** The stage that the local stack runs. */
const LOCAL_STAGE = 'dev';
/** The region of the local stack. It is a part of every ARN there. */
export const LOCAL_REGION = 'eu-central-1';

const HIGHEST_PORT = 65_535;

/** The options with which a user selects a target. */
export interface TargetOptions {
  readonly stage?: string;
  readonly region?: string;
  readonly profile?: string;
}

/** The options of a command that works on a deployed stage only. */
export interface StageOptions extends TargetOptions {
  readonly stage: string;
}

/** Settings of an AWS client, as the SDK takes them. */
interface ClientConfig {
  readonly endpoint?: string;
  readonly region?: string | (() => Promise<string>);
  readonly profile?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

interface CommonTarget {
  /** The target's name in sentences: `the local stack`, `stage prod`. */
  readonly title: string;
  /** The options to append to a command for this target: ` --stage prod`. Empty for the local stack. */
  readonly suffix: string;
  readonly stage: string;
  /** The name of the stack and of the table. The names of the queues begin with it. */
  readonly stackName: string;
  readonly dynamodb: ClientConfig;
  readonly sqs: ClientConfig;
  readonly sns: ClientConfig;
  /** Lambda's API; on the local stack, the part of it that is about event source mappings. */
  readonly lambda: ClientConfig;
}

/** The local stack. It has tables and queues, but no other AWS service. */
export interface LocalTarget extends CommonTarget {
  readonly isLocal: true;
  /** The base URL of the webhooks. */
  readonly webhooksUrl: string;
}

/** A stage that is deployed to AWS. */
export interface DeployedTarget extends CommonTarget {
  readonly isLocal: false;
  /** The AWS profile, if the user named one. */
  readonly profile: string | undefined;
  readonly aws: ClientConfig;
  /** The beginning of the names of the parameters with the stage's secrets. */
  readonly secretsPrefix: string;
  /** The options to append to a command of Serverless for this stage. */
  readonly serverlessSuffix: string;
}

/** The deployment that a command works on. */
export type Target = LocalTarget | DeployedTarget;

export type Environment = Readonly<Record<string, string | undefined>>;

/** @throws CommandFailure (usage) if the options contradict each other */
export function targetOf(options: TargetOptions, environment: Environment): Target {
  const { stage, region, profile } = options;
  if (stage !== undefined) return deployedTarget({ ...options, stage }, environment);
  const stray = (region && '--region') || (profile && '--profile');
  if (stray) throw usageError(`${stray} needs a deployed stage. Add --stage, such as --stage prod.`);
  return localTarget(environment);
}

/** @throws CommandFailure (usage) if the stage's name is not valid */
export function deployedTarget(
  { stage, region, profile }: StageOptions,
  environment: Environment = process.env,
): DeployedTarget {
  refuseMalformedEndpoints(environment);
  if (!STAGE_NAME.test(stage))
    throw usageError(`"${stage}" is not a stage name. A stage name ${STAGE_NAME_RULE}.`);
  const aws = withoutUndefined({ region: region ?? regionOf(stage), profile });
  const regionOption = region ? ` --region ${region}` : '';
  const profileOption = profile ? ` --profile ${profile}` : '';
  const awsProfileOption = profile ? ` --aws-profile ${profile}` : '';
  return {
    title: `stage ${stage}`,
    suffix: ` --stage ${stage}${regionOption}${profileOption}`,
    isLocal: false,
    profile,
    stage,
    stackName: stackNameOf(stage),
    dynamodb: aws,
    sqs: aws,
    sns: aws,
    lambda: aws,
    aws,
    secretsPrefix: secretsPrefixOf(stage),
    serverlessSuffix: ` --stage ${stage}${regionOption}${awsProfileOption}`,
  };
}

/** A command line of Serverless for a stage, such as `npx serverless deploy --stage prod`. */
export const serverlessCommand = ({ serverlessSuffix }: DeployedTarget, command: string): string =>
  `npx serverless ${command}${serverlessSuffix}`;

/** How the SDK finds the region of a stage. Without the project it looks in its usual places, such as AWS_REGION. */
const regionOf = (stage: string): (() => Promise<string>) | undefined =>
  hasProject() ? () => readRegion(stage) : undefined;

/** The AWS SDK would fail with "Invalid URL" and not say which one. */
function refuseMalformedEndpoints(environment: Environment): void {
  for (const [name, value] of Object.entries(environment))
    if (/^AWS_ENDPOINT_URL(_|$)/.test(name) && value && !URL.canParse(value))
      throw usageError(`${name} must be a URL, not ${JSON.stringify(value)}.`, 'invalid_variable');
}

/** Returns the region to which `serverless deploy` deploys the stage. The file is read only when a client needs it. */
async function readRegion(stage: string): Promise<string> {
  const { readStageDefaults } = await import('./stage-defaults.ts');
  const { region } = readStageDefaults(stage);
  if (region === undefined) throw new Error('Region is missing');
  return region;
}

/** Uses fixed credentials, so that the user needs none, and so that the user's own are never sent to the emulators. */
export function localTarget(environment: Environment): LocalTarget {
  const local = completed(environment);
  const clientFor = (variable: PortVariable): ClientConfig => ({
    endpoint: localUrl(variable, local),
    region: LOCAL_REGION,
    credentials: localCredentials,
  });
  return {
    title: 'the local stack',
    suffix: '',
    isLocal: true,
    stage: LOCAL_STAGE,
    stackName: stackNameOf(LOCAL_STAGE),
    dynamodb: clientFor('DYNAMODB_PORT'),
    sqs: clientFor('SQS_PORT'),
    // One emulator serves both.
    sns: clientFor('SQS_PORT'),
    lambda: clientFor('LAMBDA_PORT'),
    webhooksUrl: `${localUrl('PORT', local)}/webhooks`,
  };
}

/** Adds the ports of a local stack that was started with free ones. A variable that is set counts more. */
function completed(environment: Environment): Environment {
  const variables = ['PORT', 'DYNAMODB_PORT', 'SQS_PORT', 'LAMBDA_PORT'] as const;
  const missing = variables.filter((variable) => !environment[variable]);
  const found = missing.length > 0 ? readLocalPorts(process.cwd()) : undefined;
  if (!found) return environment;
  return { ...environment, ...Object.fromEntries(missing.map((name) => [name, String(found[name])])) };
}

function localUrl(variable: PortVariable, environment: Environment): string {
  const port = environment[variable] || String(localPorts[variable]);
  if (/^\d+$/.test(port) && Number(port) <= HIGHEST_PORT) return `http://${LOCAL_HOST}:${port}`;
  throw usageError(
    `${variable} must be a port, 0 to ${HIGHEST_PORT}, not ${JSON.stringify(port)}.`,
    'invalid_variable',
  );
}
