import { globSync } from 'node:fs';
import { awsEnvironment } from '../deploy/aws-account.ts';
import { startMoto } from '../deploy/moto-server.ts';

/** Why the AWS API server cannot run here at once; undefined when it can. */
export const whyNoMoto: string | undefined =
  globSync('.venv/moto-*/whole').length > 0
    ? undefined
    : 'the AWS API server is not installed; npm run test:deploy installs it';

/** The AWS API server, and the environment with which the CLI finds it. */
export async function startCliMoto() {
  const { endpoint, stop } = await startMoto();
  const { PATH: _path, ...environment } = awsEnvironment(endpoint);
  return { endpoint, environment, stop };
}

export type CliMoto = Awaited<ReturnType<typeof startCliMoto>>;
