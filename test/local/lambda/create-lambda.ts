import { LambdaFunction, type LambdaOptions } from '../../../local/lambda/lambda-function.ts';
import { projectDirectory } from '../../../service/project-directory.ts';

interface TestOptions extends Partial<Omit<LambdaOptions, 'definition'>> {
  readonly timeoutMs?: number;
}

/** Creates a Lambda function with a handler of test/local/lambda/handlers/behaviors.ts. The test stops it. */
export const createLambda = (
  handler: string,
  { timeoutMs = 5_000, ...options }: TestOptions = {},
): LambdaFunction =>
  new LambdaFunction({
    directory: projectDirectory,
    definition: {
      name: `service-test-${handler}`,
      module: 'test/local/lambda/handlers/behaviors',
      handler,
      timeoutMs,
      memoryMb: 128,
      environment: {},
    },
    variables: {},
    maximumEnvironments: 2,
    onLine: () => undefined,
    ...options,
  });
