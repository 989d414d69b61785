import type { DeadLetterBox, HeldLetter } from './held-letter.ts';

/** SQS may hand out a letter twice: only so many rounds without a new one mean that there are no more. */
const IDLE_ROUNDS = 3;

/**
 * Goes through the dead letters, each once. While it runs it holds what it has seen, so that nothing is seen twice;
 * when it ends, however it ends, it lets go of what is not settled.
 *
 * @param settled ids of letters that the caller has deleted, or will let go of itself; filled by the caller
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
