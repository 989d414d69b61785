import { setTimeout as sleep } from 'node:timers/promises';
import type { CheckoutView } from '../../lib/checkout/view.ts';
import { checkoutList } from '../render/checkout-list.ts';
import { interruptible } from '../terminal/interruptible.ts';
import { fitOf, paint, print } from '../terminal/screen.ts';
import { LiveScreen } from './live-screen.ts';

const PAUSE_MS = 2_000;

interface WatchOptions {
  readonly full: true | undefined;
  readonly json: true | undefined;
}

/**
 * Shows checkouts until the user stops it: as a table that changes in its place or, in a pipe and with `--json`, as one
 * line for each checkout that is new or has changed.
 */
export async function watchCheckouts(
  read: () => Promise<readonly CheckoutView[]>,
  { full, json }: WatchOptions,
): Promise<void> {
  const show = process.stdout.isTTY && !json ? tableShower(full) : changePrinter(json);
  await interruptible(async (signal) => {
    while (!signal.aborted) {
      show(await read());
      await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined);
    }
  });
}

function tableShower(full: true | undefined) {
  const screen = new LiveScreen();
  return (checkouts: readonly CheckoutView[]): void => {
    const none = 'No checkout matches.';
    screen.show(checkouts.length === 0 ? none : checkoutList(checkouts, paint, fitOf(full)));
  };
}

function changePrinter(json: true | undefined) {
  const printed = new Map<string, string>();
  let isFirst = true;
  return (checkouts: readonly CheckoutView[]): void => {
    const changed = checkouts.filter((checkout) => printed.get(keyOf(checkout)) !== JSON.stringify(checkout));
    // The latest change is first in a list, and last in a log.
    const inOrder = changed.toReversed();
    for (const checkout of inOrder) printed.set(keyOf(checkout), JSON.stringify(checkout));
    if (json) for (const checkout of inOrder) print(JSON.stringify(checkout));
    else if (inOrder.length > 0) printLines(checkoutList(inOrder, paint), isFirst);
    isFirst &&= inOrder.length === 0;
  };
}

/** Only the first table has headings. */
function printLines(list: string, withHeadings: boolean): void {
  print(withHeadings ? list : list.slice(list.indexOf('\n') + 1));
}

const keyOf = ({ provider, checkoutId }: CheckoutView): string => `${provider} ${checkoutId}`;
