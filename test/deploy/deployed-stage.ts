import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { pythonProgram } from '../../scripts/template/python-program.ts';
import { mustRun } from '../../scripts/template/run-program.ts';
import { copyService } from '../../scripts/template/service-copy.ts';
import { HandlerProcess } from '../monitoring/handler-process.ts';
import { aws, awsEnvironment } from './aws-account.ts';
import { startMoto } from './moto-server.ts';

const STAGE = 'test';
export const STACK = `checkout-webhooks-${STAGE}`;

const DEPLOY_TIMEOUT_MS = 180_000;
const CLI_TIMEOUT_MS = 60_000;

const Configuration = z.object({ Environment: z.object({ Variables: z.record(z.string(), z.string()) }) });
const Mappings = z.object({ EventSourceMappings: z.array(z.object({ UUID: z.string() })) });
const Contents = z.object({ Contents: z.array(z.object({ Key: z.string(), LastModified: z.string() })) });
const Buckets = z.object({ Buckets: z.array(z.object({ Name: z.string() })) });

/** The service, deployed with `serverless deploy` to an AWS API server on this machine. */
export class Deployment {
  static async begin() {
    const [copy, moto] = await Promise.all([copyService(), startMoto()]);
    return new Deployment(copy, moto);
  }

  readonly #copy: Awaited<ReturnType<typeof copyService>>;
  readonly #moto: Awaited<ReturnType<typeof startMoto>>;

  private constructor(
    copy: Awaited<ReturnType<typeof copyService>>,
    moto: Awaited<ReturnType<typeof startMoto>>,
  ) {
    this.#copy = copy;
    this.#moto = moto;
  }

  get endpoint(): string {
    return this.#moto.endpoint;
  }

  /** Runs `serverless`, as a user would. @returns what it printed */
  async serverless(...args: readonly string[]): Promise<string> {
    const env = awsEnvironment(this.endpoint);
    const { code, output } = await this.#copy.serverless([...args, '--stage', STAGE], {
      env,
      timeoutMs: DEPLOY_TIMEOUT_MS,
    });
    if (code !== 0) throw new Error(`serverless ${args.join(' ')} ended with ${code}:\n${output}`);
    return output;
  }

  aws(...args: readonly string[]): Promise<unknown> {
    return aws(this.endpoint, ...args);
  }

  /** Runs our own CLI on the deployed stage. @param input its standard input */
  async checkouts(args: readonly string[], input = ''): Promise<string> {
    const program = resolve(import.meta.dirname, '../../cli/checkouts.mjs');
    const options = { env: awsEnvironment(this.endpoint), timeoutMs: CLI_TIMEOUT_MS, input };
    return (await mustRun(process.execPath, [program, ...args, '--stage', STAGE], options)).output;
  }

  /** Returns the URL of an SQS queue on this machine: the deployed one has AWS's host. */
  queueUrl(deployed: string): string {
    return new URL(new URL(deployed).pathname, this.endpoint).href;
  }

  /** Returns the environment of a deployed function. */
  async variables(name: 'ingest' | 'consume'): Promise<Readonly<Record<string, string>>> {
    const answer = await this.aws(
      'lambda',
      'get-function-configuration',
      '--function-name',
      `${STACK}-${name}`,
    );
    return Configuration.parse(answer).Environment.Variables;
  }

  /** Runs a function exactly as it was packaged: from the uploaded zip file, with its deployed environment. */
  async runFunction(name: 'ingest' | 'consume'): Promise<DeployedFunction> {
    const directory = await this.#unpack(name);
    const deployed = Object.entries(await this.variables(name));
    const here = deployed.map(([key, value]) => [
      key,
      key.endsWith('QUEUE_URL') ? this.queueUrl(value) : value,
    ]);
    const environment = { ...awsEnvironment(this.endpoint), ...Object.fromEntries(here) };
    const running = new HandlerProcess(environment, directory);
    return {
      invoke: (event) => running.invoke(`functions/${name}.mjs`, event),
      async stop() {
        const printed = await running.stop();
        await rm(directory, { recursive: true });
        return printed;
      },
    };
  }

  /**
   * Stops the server's own poller. It would run the function in Docker, and without Docker it would move every message
   * to the dead-letter queue. queue-pump does its work instead.
   */
  async stopPoller(): Promise<void> {
    const { EventSourceMappings } = Mappings.parse(await this.aws('lambda', 'list-event-source-mappings'));
    for (const { UUID } of EventSourceMappings)
      await this.aws('lambda', 'update-event-source-mapping', '--uuid', UUID, '--no-enabled');
  }

  /** The types of resources that the server skipped without an error. */
  get skipped(): ReadonlySet<string> {
    const lines = this.#moto.log().matchAll(/No Moto CloudFormation support for (\S+)/g);
    return new Set([...lines].map(([, type = '']) => type));
  }

  async end(): Promise<void> {
    await this.#moto.stop();
    await this.#copy.remove();
  }

  async #unpack(name: string): Promise<string> {
    const [bucket] = Buckets.parse(await this.aws('s3api', 'list-buckets')).Buckets;
    const { Contents: objects } = Contents.parse(
      await this.aws('s3api', 'list-objects-v2', '--bucket', bucket?.Name ?? ''),
    );
    const latest = objects
      .filter(({ Key }) => Key.endsWith(`/${name}.zip`))
      .toSorted((a, b) => (a.Key < b.Key ? 1 : -1));
    const directory = await mkdtemp(join(tmpdir(), `checkout-webhooks-${name}-`));
    const zip = join(directory, 'uploaded.zip');
    await this.aws('s3api', 'get-object', '--bucket', bucket?.Name ?? '', '--key', latest[0]?.Key ?? '', zip);
    await mustRun(await pythonProgram('moto', 'python'), ['-m', 'zipfile', '-e', zip, directory]);
    return directory;
  }
}

export interface DeployedFunction {
  invoke(event: unknown): Promise<unknown>;
  /** @returns everything that it printed */
  stop(): Promise<string>;
}
