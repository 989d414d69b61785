const EVERY_MS = 2_000;

/** Returns a function that writes a line to stderr, but never more than one line in two seconds. */
export function progressWriter(): (line: () => string) => void {
  let last = performance.now();
  return (line) => {
    const now = performance.now();
    if (now - last < EVERY_MS) return;
    last = now;
    process.stderr.write(`${line()}\n`);
  };
}

/** Writes a line to stderr every two seconds until it is disposed of: for a run that may wait for a long time. */
export function writeProgress(line: () => string): Disposable {
  const timer = setInterval(() => process.stderr.write(`${line()}\n`), EVERY_MS);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
