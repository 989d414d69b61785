import { setTimeout as sleep } from 'node:timers/promises';
import { bodyDigest } from '../../lib/webhook/body-digest.ts';
import { eachLetter } from './each-letter.ts';
import type { DeadLetterBox, HeldLetter } from './held-letter.ts';

const MS_PER_SECOND = 1_000;

export interface RedriveOptions {
  readonly isWanted: (letter: HeldLetter) => boolean;
  /** Sends the text of a letter to the delivery queue. Resolves once the queue has it. */
  readonly deliver: (text: string) => Promise<void>;
  readonly perSecond: number;
  /** Stops the redrive after the current letter. */
  readonly signal: AbortSignal;
  readonly onProgress?: (redriven: number) => void;
}

export interface Redriven {
  readonly redriven: number;
  /** The number of letters that became dead letters again during the redrive. They are left in the queue. */
  readonly cameBack: number;
}

/**
 * Sends dead letters back to the delivery queue. Each letter is delivered before it is deleted. If the process stops in
 * between, the webhook exists twice instead of being lost, and applying it twice is harmless.
 */
export async function redrive(box: DeadLetterBox, options: RedriveOptions): Promise<Redriven> {
  const { isWanted, deliver, perSecond, signal, onProgress } = options;
  const delivered = new Set<string>();
  const deleted = new Set<string>();
  const start = performance.now();
  let cameBack = 0;
  for await (const letter of eachLetter(box, deleted)) {
    if (signal.aborted) break;
    if (!isWanted(letter)) continue;
    const text = bodyDigest(Buffer.from(letter.text));
    if (delivered.has(text)) {
      // Without this check, a letter that still cannot be applied would be redriven again and again.
      cameBack += 1;
      continue;
    }
    await deliver(letter.text);
    delivered.add(text);
    await box.delete(letter);
    deleted.add(letter.messageId);
    onProgress?.(deleted.size);
    await pauseUntil(start + (deleted.size / perSecond) * MS_PER_SECOND, signal);
  }
  return { redriven: deleted.size, cameBack };
}

async function pauseUntil(time: number, signal: AbortSignal): Promise<void> {
  const pause = time - performance.now();
  if (pause > 0) await sleep(pause, undefined, { signal }).catch(() => undefined);
}
