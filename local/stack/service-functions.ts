import type { ServiceDefinition } from '../../service/service-definition.ts';
import { LambdaFunction } from '../lambda/lambda-function.ts';
import type { Addresses } from './addresses.ts';
import { functionVariables, type Secrets } from './function-variables.ts';

/** What the functions of a service need to run here. */
export interface FunctionsOptions {
  readonly service: ServiceDefinition;
  readonly addresses: Addresses;
  readonly secrets: Secrets;
  /** How many events each function handles at once. */
  readonly maximumEnvironments: number;
  /** Takes each line that a function logs. */
  readonly onLine: (line: string) => void;
}

/** Functions of the service, ready to be invoked. */
export class ServiceFunctions {
  readonly #functions: ReadonlyMap<string, LambdaFunction>;

  /** @param keys which ones; the same twice is one */
  constructor(options: FunctionsOptions, keys: readonly string[]) {
    this.#functions = new Map([...new Set(keys)].map((key) => [key, lambdaFunction(options, key)]));
  }

  /** @throws FunctionError when a handler does not load */
  async prewarm(): Promise<void> {
    await Promise.all([...this.#functions.values()].map((each) => each.prewarm()));
  }

  /** @throws FunctionError when the handler does not come to an answer */
  async invoke(key: string, event: unknown): Promise<unknown> {
    const found = this.#functions.get(key);
    if (!found) throw new Error(`The function ${key} does not run here.`);
    return found.invoke(event);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#functions.values()].map((each) => each.stop()));
  }
}

function lambdaFunction(options: FunctionsOptions, key: string): LambdaFunction {
  const { service, addresses, secrets, maximumEnvironments, onLine } = options;
  const definition = service.functions[key];
  if (!definition) throw new Error(`serverless.yml has no function ${key}.`);
  const variables = functionVariables(service, definition, addresses, secrets);
  return new LambdaFunction({
    directory: service.directory,
    definition,
    variables,
    maximumEnvironments,
    onLine,
  });
}
