const WIDTH = 30;
const REDRAW_MS = 100;

/** A bar in one line: `[=====     ] 5 of 10`. The total grows if more is done than expected. */
export function bar(done: number, total: number): string {
  const filled = Math.round((Math.min(done, total) / Math.max(1, total)) * WIDTH);
  return `[${'='.repeat(filled)}${' '.repeat(WIDTH - filled)}] ${done} of ${Math.max(done, total)}`;
}

/** A progress bar on standard error. It is shown only on a terminal, because it would clutter a log file. */
export class ProgressBar {
  readonly #total: number;
  readonly #stream: NodeJS.WriteStream;
  #drawnAt = 0;

  constructor(total: number, stream: NodeJS.WriteStream = process.stderr) {
    this.#total = total;
    this.#stream = stream;
  }

  show(done: number): void {
    const now = performance.now();
    if (!this.#stream.isTTY || now - this.#drawnAt < REDRAW_MS) return;
    this.#drawnAt = now;
    this.#stream.write(`\r${bar(done, this.#total)}`);
  }

  /** Clears the line. */
  end(): void {
    if (this.#stream.isTTY && this.#drawnAt > 0) this.#stream.write('\r\u001b[K');
  }
}
