import { LambdaFunction, type LambdaOptions } from '../../../local/lambda/lambda-function.ts';
import { projectDirectory } from '../../../service/project-directory.ts';

interface Given extends Partial<Omit<LambdaOptions, 'definition'>> {
  readonly timeoutMs?: number;
}

/** A Lambda function around a handler of test/local/lambda/handlers/behaviors.ts. */
export const lambdaOf = (handler: string, { timeoutMs = 5_000, ...options }: Given = {}): LambdaFunction =>
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
