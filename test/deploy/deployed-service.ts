import { join } from 'node:path';
import { type Finished, mustRun, runProgram } from '../../scripts/template/run-program.ts';
import { copyService } from '../../scripts/template/service-copy.ts';
import { type Ministack, startMinistack } from './emulator/ministack.ts';

const DEPLOY_TIMEOUT_MS = 180_000;
const COMMAND_TIMEOUT_MS = 60_000;

/** A copy of the service, and an AWS API server to which it is deployed as one stage. */
export class DeployedService {
  static async begin(stage: string): Promise<DeployedService> {
    const [copy, server] = await Promise.all([copyService(), startMinistack()]);
    return new DeployedService(stage, copy, server);
  }

  readonly stage: string;
  readonly stackName: string;
  readonly #copy: Awaited<ReturnType<typeof copyService>>;
  readonly #server: Ministack;

  private constructor(stage: string, copy: Awaited<ReturnType<typeof copyService>>, server: Ministack) {
    this.stage = stage;
    this.stackName = `checkout-webhooks-${stage}`;
    this.#copy = copy;
    this.#server = server;
  }

  /** The folder in which the commands run. */
  get directory(): string {
    return this.#copy.directory;
  }

  get environment(): Readonly<Record<string, string>> {
    return this.#server.environment;
  }

  /** Returns everything that the server has printed so far. */
  serverLog(): string {
    return this.#server.log();
  }

  /** Runs `serverless`, as a user would. @returns what it printed @throws Error with its output */
  async serverless(...args: readonly string[]): Promise<string> {
    const options = { env: this.environment, timeoutMs: DEPLOY_TIMEOUT_MS };
    const { code, output } = await this.#copy.serverless([...args, '--stage', this.stage], options);
    if (code !== 0) throw new Error(`serverless ${args.join(' ')} ended with ${code}:\n${output}`);
    return output;
  }

  /** Runs the AWS CLI, as an operator would. @returns what it prints, parsed as JSON */
  async aws(...args: readonly string[]): Promise<unknown> {
    const options = { env: this.environment, timeoutMs: COMMAND_TIMEOUT_MS };
    const { stdout } = await mustRun('aws', [...args, '--output', 'json'], options);
    return stdout.trim() === '' ? undefined : JSON.parse(stdout);
  }

  /** Runs our own CLI on the stage. @param input its standard input */
  checkouts(args: readonly string[], input = '', environment = this.environment): Promise<Finished> {
    const program = join(this.directory, 'cli/checkouts.mjs');
    const options = { env: environment, timeoutMs: COMMAND_TIMEOUT_MS, input, cwd: this.directory };
    return runProgram(process.execPath, [program, ...args, '--stage', this.stage], options);
  }

  async end(): Promise<void> {
    await this.#server.stop();
    await this.#copy.remove();
  }
}
