const EVERY_MS = 2_000;

/** Writes what there is to say to stderr, but not more often than every two seconds. */
export function progressLine(): (line: () => string) => void {
  let last = performance.now();
  return (line) => {
    const now = performance.now();
    if (now - last < EVERY_MS) return;
    last = now;
    process.stderr.write(`${line()}\n`);
  };
}
