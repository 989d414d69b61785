import { type AttentionPolicy, factsOf } from '../../lib/checkout/attention.ts';
import type { HistoryEntry } from '../../lib/checkout/checkout-event.ts';

/** Returns the ids of the events that some fact is about: those that contradict each other, or that nobody knows. */
export function markedEvents(history: readonly HistoryEntry[], policy: AttentionPolicy): ReadonlySet<string> {
  const keys = factsOf(history, policy).map(({ key }) => key);
  const marked = history.filter(({ status, eventId }) =>
    keys.some((key) => isAbout(key, status) || isAbout(key, eventId)),
  );
  return new Set(marked.map(({ eventId }) => eventId));
}

/** A fact's key is its kind and one or two words, such as `conflict|SUCCESS|FAILED`. A word may have a bar itself. */
function isAbout(key: string, word: string): boolean {
  const words = key.slice(key.indexOf('|'));
  return words === `|${word}` || words.startsWith(`|${word}|`) || words.endsWith(`|${word}`);
}
