/** One invocation of our code. It can run out of time, and it can die without a word. */
export class Actor {
  readonly name: string;
  /** What a fault hit that this invocation works on, or that others overtook too often. */
  readonly hurt = new Set<string>();
  /** What it has heard from outside: with the code, this is all that decides what it does next. */
  readonly heard: string[] = [];
  readonly #controller = new AbortController();
  readonly #died: () => void;
  #isDead = false;

  /** @param died tells whoever waits for it */
  constructor(name: string, died: () => void) {
    this.name = name;
    this.#died = died;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  runOutOfTime(): void {
    this.#controller.abort();
  }

  die(): void {
    this.#isDead = true;
    this.#died();
  }
}
