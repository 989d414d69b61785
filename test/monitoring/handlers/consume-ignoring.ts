import { consumeHandler } from '../../../lib/aws/lambda/consume-handler.ts';
import { createConsumeDependencies } from '../../../lib/aws/lambda/dependencies.ts';
import { findIgnoring } from '../../providers/ignoring-tweed.ts';

/** The consume function with a list of types that are not about a checkout. The list in the provider's file is empty. */
export const handler = consumeHandler({
  ...createConsumeDependencies(process.env),
  findProvider: findIgnoring,
});
