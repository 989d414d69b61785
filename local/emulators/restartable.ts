/** Something that runs until it is stopped. */
export interface Stoppable {
  stop(): Promise<void>;
}

/** A part that can be taken away and brought back, as an outage would. */
export class Restartable implements Stoppable {
  readonly #launch: () => Promise<Stoppable>;
  #running: Stoppable | undefined;

  constructor(launch: () => Promise<Stoppable>) {
    this.#launch = launch;
  }

  /** Does nothing when it runs already. */
  async start(): Promise<void> {
    this.#running ??= await this.#launch();
  }

  /** Does nothing when it does not run. */
  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.stop();
  }
}
