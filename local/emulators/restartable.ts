/** Something that runs until it is stopped. */
export interface Stoppable {
  stop(): Promise<void>;
}

/** Something that can be stopped and started again, which is how tests make an outage. */
export class Restartable implements Stoppable {
  readonly #launch: () => Promise<Stoppable>;
  #running: Stoppable | undefined;

  constructor(launch: () => Promise<Stoppable>) {
    this.#launch = launch;
  }

  /** Does nothing if it is running. */
  async start(): Promise<void> {
    this.#running ??= await this.#launch();
  }

  /** Does nothing if it is not running. */
  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.stop();
  }
}
