import type { FunctionDefinition } from '../../service/function-definition.ts';

/**
 * Returns the environment variables that Lambda itself sets, as far as code may depend on them.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export const lambdaVariables = ({ name, module, handler, memoryMb }: FunctionDefinition) => ({
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_NAME: name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
  _HANDLER: `${module}.${handler}`,
  // Ingest then logs each webhook that it accepts. Without that line, a webhook that waits in the queue is invisible.
  AWS_LAMBDA_LOG_LEVEL: 'DEBUG',
  TZ: ':UTC',
});
