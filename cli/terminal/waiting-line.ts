const MS_PER_SECOND = 1_000;

/** One line on standard error that says what is waited for, and for how long. It is shown only on a terminal. */
export class WaitingLine {
  readonly #stream: NodeJS.WriteStream;
  #isShown = false;

  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.#stream = stream;
  }

  show(what: string, waitedMs: number): void {
    if (!this.#stream.isTTY) return;
    this.#isShown = true;
    this.#stream.write(`\r\u001b[K${what}, ${Math.round(waitedMs / MS_PER_SECOND)} s`);
  }

  /** Clears the line. */
  end(): void {
    if (this.#isShown) this.#stream.write('\r\u001b[K');
  }
}
