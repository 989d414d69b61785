import { globSync } from 'node:fs';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { MARKER } from '../../scripts/template/python-program.ts';
import { awsEnvironment } from '../deploy/aws-account.ts';
import { startMoto } from '../deploy/moto-server.ts';

/** The reason for which the AWS API server cannot run here; undefined if it can. */
export const whyNoMoto: string | undefined =
  globSync(`.venv/moto-*/${MARKER}`).length > 0
    ? undefined
    : 'the AWS API server is not installed; npm run test:deploy installs it';

/** Starts the AWS API server. Returns the variables with which the CLI finds it. */
export async function startCliMoto() {
  const { endpoint, stop } = await startMoto();
  const { PATH: _path, ...environment } = awsEnvironment(endpoint);
  return { endpoint, environment, stop };
}

export type CliMoto = Awaited<ReturnType<typeof startCliMoto>>;

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** The settings with which a test's own client of the AWS SDK finds the server. */
export const clientFor = ({ endpoint }: CliMoto) => ({ endpoint, region: 'eu-central-1', credentials });

/** Creates the stack of a stage, with nothing but the topics `Alarms` and `Events`, and these outputs. */
export async function createStack(
  moto: CliMoto,
  stage: string,
  outputs: Readonly<Record<string, { readonly Value: unknown; readonly Description?: string }>> = {},
): Promise<void> {
  const client = new CloudFormationClient(clientFor(moto));
  const Events = {
    Type: 'AWS::SNS::Topic',
    Properties: { TopicName: `checkout-webhooks-${stage}-events.fifo`, FifoTopic: true },
  };
  const template = { Resources: { Alarms: { Type: 'AWS::SNS::Topic' }, Events }, Outputs: outputs };
  await client.send(
    new CreateStackCommand({
      StackName: `checkout-webhooks-${stage}`,
      TemplateBody: JSON.stringify(template),
    }),
  );
}
