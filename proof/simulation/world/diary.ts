/** The schedule in words. It is recorded only for a run that is shown, because recording costs more than the run. */
export class Diary {
  readonly lines: string[] = [];
  readonly #isKept: boolean;

  constructor(isKept: boolean) {
    this.#isKept = isKept;
  }

  write(line: () => string): void {
    if (this.#isKept) this.lines.push(line());
  }
}
