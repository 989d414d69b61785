/** One invocation of our code. It can run out of time, and it can die at any moment. */
export class Actor {
  readonly name: string;
  /** The names of the work that a fault hit, or that other writers overtook too often. */
  readonly hurt = new Set<string>();
  /** Everything it has received from outside. Together with the code, this decides what it does next. */
  readonly heard: string[] = [];
  readonly #controller = new AbortController();
  readonly #died: () => void;
  #isDead = false;

  /** @param died called when the invocation dies */
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
