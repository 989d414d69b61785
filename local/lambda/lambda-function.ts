import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pLimit from 'p-limit';
import type { FunctionDefinition } from '../../service/function-definition.ts';
import { type EnvironmentOptions, ExecutionEnvironment } from './execution-environment.ts';
import { lambdaVariables } from './lambda-variables.ts';

export interface LambdaOptions {
  readonly directory: string;
  readonly definition: FunctionDefinition;
  /** What the function's environment says, with all references resolved. */
  readonly variables: Readonly<Record<string, string>>;
  /** How many events at once. Further ones wait, where Lambda would refuse them past the account's limit. */
  readonly maximumEnvironments: number;
  readonly onLine: (line: string) => void;
}

/**
 * A Lambda function: as many execution environments as there are events at the same time, kept for the next
 * events. One module's state therefore lives over many events, and two events may run side by side in two copies.
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

  /** Starts one environment, so that the first event does not wait. @throws FunctionError when it does not load */
  async prewarm(): Promise<void> {
    this.#idle.push(await this.#start());
  }

  /** @throws FunctionError when the handler throws, runs out of time or crashes */
  invoke(event: unknown): Promise<unknown> {
    return this.#limit(async () => {
      const environment = this.#warm() ?? (await this.#start());
      try {
        return JSON.parse(await environment.invoke(this.#invocation(event)));
      } finally {
        if (environment.alive) this.#idle.push(environment);
        else this.#all.delete(environment);
      }
    });
  }

  /** Ends everything at once; events under way and those that wait fail. */
  async stop(): Promise<void> {
    this.#limit.clearQueue();
    await Promise.all([...this.#all].map((environment) => environment.stop()));
  }

  #invocation(event: unknown) {
    const deadline = Date.now() + this.#options.definition.timeoutMs;
    return { event: JSON.stringify(event), requestId: randomUUID(), deadline };
  }

  /** One that waits for an event; those that crashed while they waited are gone. */
  #warm(): ExecutionEnvironment | undefined {
    const environment = this.#idle.pop();
    if (!environment || environment.alive) return environment;
    this.#all.delete(environment);
    return this.#warm();
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
  module: pathToFileURL(join(directory, `${definition.module}.ts`)).href,
  handler: definition.handler,
  functionName: definition.name,
  memoryMb: definition.memoryMb,
  variables: { ...lambdaVariables(definition), ...variables },
  onLine,
});
