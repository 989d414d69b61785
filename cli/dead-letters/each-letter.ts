import type { DeadLetterBox, HeldLetter } from './held-letter.ts';

/** SQS may return a letter again. Only several rounds in a row without a new letter mean that all have been seen. */
const IDLE_ROUNDS = 3;

/**
 * Goes through the dead letters, each once. It holds every letter that it has seen, so that none is seen twice. When it
 * ends, for whatever reason, it releases the letters that are not settled.
 *
 * @param settled ids of the letters that the caller has deleted or will release itself; the caller adds to it
 */
export async function* eachLetter(
  box: DeadLetterBox,
  settled: ReadonlySet<string> = new Set(),
): AsyncGenerator<HeldLetter, void, undefined> {
  const held = new Map<string, HeldLetter>();
  try {
    for (let idle = 0; idle < IDLE_ROUNDS; ) {
      const letters = await box.receive();
      if (letters.length === 0) return;
      const fresh = letters.filter(({ messageId }) => !held.has(messageId));
      for (const letter of letters) held.set(letter.messageId, letter);
      idle = fresh.length === 0 ? idle + 1 : 0;
      yield* fresh;
    }
  } finally {
    await box.release([...held.values()].filter(({ messageId }) => !settled.has(messageId)));
  }
}
