import { LambdaFunction } from '../../lambda/lambda-function.ts';
import type { StackContext } from '../stack-context.ts';
import { functionVariables } from './function-variables.ts';

/** Functions of the service, ready to be invoked by their keys in serverless.yml. */
export class ServiceFunctions {
  readonly #functions = new Map<string, LambdaFunction>();

  /** @param keys of the functions to run; a repeated one is ignored */
  constructor(context: StackContext, keys: readonly string[]) {
    for (const key of new Set(keys)) this.#functions.set(key, lambdaFunction(context, key));
  }

  /** @throws FunctionError when a handler does not load */
  async prewarm(): Promise<void> {
    await Promise.all([...this.#functions.values()].map((each) => each.prewarm()));
  }

  /** @throws FunctionError when the handler fails */
  async invoke(key: string, event: unknown): Promise<unknown> {
    const found = this.#functions.get(key);
    if (!found) throw new Error(`The function ${key} does not run here.`);
    return found.invoke(event);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#functions.values()].map((each) => each.stop()));
  }
}

function lambdaFunction(context: StackContext, key: string): LambdaFunction {
  const { options, service } = context;
  const definition = service.functions[key];
  if (!definition) throw new Error(`serverless.yml has no function ${key}.`);
  return new LambdaFunction({
    directory: service.directory,
    definition,
    variables: functionVariables(context, definition),
    maximumEnvironments: options.maximumEnvironments,
    onLine: options.onLine,
  });
}
