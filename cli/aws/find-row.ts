import type { CheckoutReader, FoundCheckout } from '../../lib/app/ports.ts';
import { findOne } from '../../lib/app/read-checkouts.ts';

/**
 * Returns the row of a checkout, or undefined when there is none.
 * @throws AmbiguousCheckout when two providers use the id and none is named
 */
export const findRow = async (
  reader: CheckoutReader,
  checkoutId: string,
  provider: string | undefined,
): Promise<FoundCheckout | undefined> => findOne(await reader.byId(checkoutId), checkoutId, provider);
