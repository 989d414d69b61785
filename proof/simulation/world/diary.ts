/** The schedule in words. Kept only for a run that is to be shown: writing it down costs more than the run. */
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
