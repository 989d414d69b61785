import { type Shipping, shipDue } from './ship.ts';

const LOOK_EVERY_MS = 1_000;

/** Ships what is due as soon as it is woken, and otherwise every second. */
export class ShippingLoop {
  readonly #shipping: Shipping;
  #running: Promise<void> | undefined;
  #isWoken = false;

  constructor(shipping: Shipping) {
    this.#shipping = shipping;
    setInterval(() => this.wake(), LOOK_EVERY_MS);
    this.wake();
  }

  /** Ships soon what is due now. */
  wake(): void {
    this.#isWoken = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  async #run(): Promise<void> {
    while (this.#isWoken) {
      this.#isWoken = false;
      await shipDue(this.#shipping);
    }
  }
}
