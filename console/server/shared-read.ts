/** A value and when its read began, in milliseconds since the epoch: it shows everything that was written before. */
export interface Timed<T> {
  readonly value: T;
  readonly at: number;
}

/** A read whose result serves everybody who asks within a short time. */
export interface SharedRead<Arguments extends readonly unknown[], T> {
  get(...input: Arguments): Promise<Timed<T>>;
  /** Forgets every result, because something has been changed. */
  forget(): void;
}

interface Entry<T> {
  readonly at: number;
  readonly result: Promise<Timed<T>>;
  isEnded: boolean;
}

/**
 * Shares a read between pages: twenty that show the same list cost no more reads than one, and nothing is read while
 * nobody looks. A failure is shared too, so that many pages do not press a service that is in trouble.
 *
 * @param maxAgeMs how long a result serves others. A read that takes longer serves them until it ends.
 */
export function sharedRead<Arguments extends readonly unknown[], T>(
  maxAgeMs: number,
  read: (...input: Arguments) => Promise<T>,
): SharedRead<Arguments, T> {
  const entries = new Map<string, Entry<T>>();
  const isOld = ({ at, isEnded }: Entry<T>): boolean => isEnded && Date.now() - at >= maxAgeMs;
  return {
    get(...input) {
      for (const [key, entry] of entries) if (isOld(entry)) entries.delete(key);
      const key = JSON.stringify(input);
      const known = entries.get(key);
      if (known) return known.result;
      const entry = begin(read(...input));
      entries.set(key, entry);
      return entry.result;
    },
    forget: () => entries.clear(),
  };
}

function begin<T>(value: Promise<T>): Entry<T> {
  const at = Date.now();
  const entry = { at, result: value.then((known) => ({ value: known, at })), isEnded: false };
  const end = (): void => {
    entry.isEnded = true;
  };
  entry.result.then(end, end);
  return entry;
}
