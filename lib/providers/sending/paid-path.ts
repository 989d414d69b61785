import type { Provider } from '../provider.ts';

/** The usual life of a checkout that is paid. */
export interface PaidPath {
  /** The beginning of the checkout's id. */
  readonly prefix: string;
  /** In order. The last one is the first that has succeeded. */
  readonly statuses: readonly string[];
}

/**
 * Returns the first way to a succeeded status in a provider's lifecycles: the open statuses before it, then the status
 * itself. For measurements and the demo.
 * @throws RangeError when no status of the provider has succeeded
 */
export function paidPath({ name, lifecycles }: Provider): PaidPath {
  for (const [prefix, lifecycle] of Object.entries(lifecycles)) {
    const statuses: string[] = [];
    for (const [status, { state }] of Object.entries(lifecycle)) {
      if (state === 'pending' || state === 'processing') statuses.push(status);
      if (state === 'succeeded') return { prefix, statuses: [...statuses, status] };
    }
  }
  throw new RangeError(`No status of ${name} has succeeded.`);
}
