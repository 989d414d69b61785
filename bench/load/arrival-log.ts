import { setTimeout as sleep } from 'node:timers/promises';
import { machineTime } from './clock.ts';
import type { SentWebhooks } from './webhook-sender.ts';

const POLL_MS = 5;

/** What became of webhooks that were sent. */
export interface Arrived {
  /** Milliseconds until the row could be read, in the order in which they were due; missing ones are left out. */
  readonly delays: readonly number[];
  readonly missing: number;
  /** From the last webhook to the last row. */
  readonly settledMs: number;
}

/**
 * When each checkout's row could be read: consume logs a webhook once DynamoDB has answered its write. What the line
 * takes to get here counts as well.
 */
export class Arrivals {
  readonly #seen = new Map<string, number>();

  note(line: string): void {
    if (!line.includes('event_advanced')) return;
    const { checkoutId }: { checkoutId: string } = JSON.parse(line);
    this.#seen.set(checkoutId, machineTime());
  }

  /** Waits for all of them, for so long at most. */
  async of({ webhooks, endedAt }: SentWebhooks, patienceMs: number): Promise<Arrived> {
    const isMissing = () => webhooks.some(([checkoutId]) => !this.#seen.has(checkoutId));
    for (const end = machineTime() + patienceMs; isMissing() && machineTime() < end; ) await sleep(POLL_MS);
    const seen = webhooks.map(([checkoutId]) => this.#seen.get(checkoutId));
    const delays = webhooks.flatMap(([, due], index) => {
      const at = seen[index];
      return at === undefined ? [] : [at - due];
    });
    const settledMs = Math.max(0, ...seen.map((at) => (at ?? machineTime()) - endedAt));
    return { delays, missing: webhooks.length - delays.length, settledMs };
  }
}
