import type { FunctionDefinition } from '../../service/function-definition.ts';

/**
 * What Lambda itself puts into a function's environment, as far as code may look at it.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export const lambdaVariables = ({ name, module, handler, memoryMb }: FunctionDefinition) => ({
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_NAME: name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
  _HANDLER: `${module}.${handler}`,
  // Each webhook that is taken has a line as it is taken: else nobody here would see one that waits in the queue.
  AWS_LAMBDA_LOG_LEVEL: 'DEBUG',
  TZ: ':UTC',
});
