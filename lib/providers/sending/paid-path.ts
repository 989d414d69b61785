import type { Lifecycle } from '../../checkout/lifecycle.ts';
import type { Provider } from '../provider.ts';

/** The usual life of a checkout that is paid. */
export interface PaidPath {
  /** The beginning of the checkout's id. */
  readonly prefix: string;
  /** In order. The last one is the first that has succeeded. */
  readonly statuses: readonly string[];
  /** The table that the statuses are from. */
  readonly lifecycle: Lifecycle;
}

/**
 * Returns the first way to a succeeded status in a provider's lifecycles: the open statuses before it, then the status
 * itself. For measurements and the demo.
 * @throws RangeError when no status of the provider has succeeded
 */
export function paidPath(provider: Provider): PaidPath {
  const [first] = paidPaths(provider);
  if (first) return first;
  throw new RangeError(`No status of ${provider.name} has succeeded.`);
}

/** Returns the way to a succeeded status in each of a provider's lifecycles that has one. */
export function paidPaths({ lifecycles }: Provider): readonly PaidPath[] {
  const paths: PaidPath[] = [];
  for (const [prefix, lifecycle] of Object.entries(lifecycles)) {
    const statuses: string[] = [];
    for (const [status, { state }] of Object.entries(lifecycle)) {
      if (state === 'pending' || state === 'processing' || state === 'succeeded') statuses.push(status);
      if (state !== 'succeeded') continue;
      paths.push({ prefix, statuses, lifecycle });
      break;
    }
  }
  return paths;
}
