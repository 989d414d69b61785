import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pLimit from 'p-limit';
import type { FunctionDefinition } from '../../service/function-definition.ts';
import { ENDING } from './ending.ts';
import { type EnvironmentOptions, ExecutionEnvironment } from './execution-environment.ts';
import { lambdaVariables } from './lambda-variables.ts';

export interface LambdaOptions {
  readonly directory: string;
  readonly definition: FunctionDefinition;
  /** The function's environment variables, with all references resolved. */
  readonly variables: Readonly<Record<string, string>>;
  /** How many events are handled at the same time. Others wait. Lambda would refuse them above the account's limit. */
  readonly maximumEnvironments: number;
  /** Receives each line that the handler writes. */
  readonly onLine: (line: string) => void;
}

/**
 * A Lambda function. It starts an execution environment for each event that finds no idle one, and keeps them all for
 * later events. So a module's state survives many events, and two events can run in two copies of the module.
 */
export class LambdaFunction {
  readonly #options: LambdaOptions;
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #idle: ExecutionEnvironment[] = [];
  readonly #all = new Set<ExecutionEnvironment>();

  constructor(options: LambdaOptions) {
    this.#options = options;
    this.#limit = pLimit({ concurrency: options.maximumEnvironments, rejectOnClear: true });
  }

  /** Starts one environment in advance for the first event. @throws FunctionError when the handler does not load */
  async prewarm(): Promise<void> {
    this.#idle.push(await this.#start());
  }

  /** @throws FunctionError when the handler throws, times out or crashes */
  invoke(event: unknown): Promise<unknown> {
    return this.#limit(async () => {
      const environment = this.#takeIdle() ?? (await this.#start());
      try {
        return JSON.parse(await environment.invoke(this.#invocation(event)));
      } finally {
        if (environment.alive) this.#idle.push(environment);
        else this.#all.delete(environment);
      }
    });
  }

  /** Ends all environments at once. Events that are being handled or that wait fail. */
  async stop(): Promise<void> {
    this.#limit.clearQueue();
    await Promise.all([...this.#all].map((environment) => environment.stop()));
  }

  #invocation(event: unknown) {
    const deadline = Date.now() + this.#options.definition.timeoutMs;
    return { event: JSON.stringify(event), requestId: randomUUID(), deadline };
  }

  /** Returns an idle environment, if there is one, and forgets those that crashed while they were idle. */
  #takeIdle(): ExecutionEnvironment | undefined {
    for (let environment = this.#idle.pop(); environment; environment = this.#idle.pop()) {
      if (environment.alive) return environment;
      this.#all.delete(environment);
    }
    return undefined;
  }

  async #start(): Promise<ExecutionEnvironment> {
    const environment = new ExecutionEnvironment(environmentOptions(this.#options));
    this.#all.add(environment);
    try {
      await environment.loaded();
      return environment;
    } catch (error) {
      this.#all.delete(environment);
      throw error;
    }
  }
}

const environmentOptions = ({
  directory,
  definition,
  variables,
  onLine,
}: LambdaOptions): EnvironmentOptions => ({
  module: pathToFileURL(join(directory, definition.module + ENDING)).href,
  handler: definition.handler,
  functionName: definition.name,
  memoryMb: definition.memoryMb,
  variables: { ...lambdaVariables(definition), ...variables },
  onLine,
});
