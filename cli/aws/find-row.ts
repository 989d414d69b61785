import type { CheckoutReader, FoundCheckout } from '../../lib/app/ports.ts';
import { AmbiguousCheckout, keyIn } from '../../lib/app/read-checkouts.ts';

/**
 * Returns the row of a checkout, or undefined when there is none.
 * @throws AmbiguousCheckout when two providers use the id and none is named
 */
export async function findRow(
  reader: CheckoutReader,
  checkoutId: string,
  provider: string | undefined,
): Promise<FoundCheckout | undefined> {
  const rows = await reader.byId(checkoutId);
  const [row, ...others] = rows.filter((each) => provider === undefined || keyIn(each).provider === provider);
  if (others.length > 0)
    throw new AmbiguousCheckout(`Two providers have a checkout ${checkoutId}. Add --provider.`);
  return row;
}
