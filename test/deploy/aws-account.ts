import { pythonProgram } from '../../scripts/template/python-program.ts';
import { mustRun } from '../../scripts/template/run-program.ts';

const REGION = 'eu-central-1';

/** The environment with which any AWS tool finds the server, without anything of a developer's own account. */
export const awsEnvironment = (endpoint: string): Readonly<Record<string, string>> => ({
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_PAGER: '',
});

/** Runs the AWS CLI, as an operator would. @returns what it prints, parsed as JSON @throws Error with its output */
export async function aws(endpoint: string, ...args: readonly string[]): Promise<unknown> {
  const program = await pythonProgram('moto', 'aws');
  const options = { env: awsEnvironment(endpoint), timeoutMs: 60_000 };
  const { stdout } = await mustRun(
    program,
    ['--endpoint-url', endpoint, ...args, '--output', 'json'],
    options,
  );
  return stdout.trim() === '' ? undefined : JSON.parse(stdout);
}
