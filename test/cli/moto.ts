import { globSync } from 'node:fs';
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
