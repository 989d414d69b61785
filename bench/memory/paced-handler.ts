import { endChild } from '../../local/emulators/end-child.ts';
import type { Bundle } from '../kit/deployed-bundle.ts';
import { forkChild } from '../kit/in-child.ts';

export type PacedOrder =
  | { readonly kind: 'import' }
  | { readonly kind: 'call'; readonly events: readonly unknown[]; readonly pauseMs: number };

/** A bundled handler in a process of its own, which imports it and calls it when it is told to. */
export class PacedHandler implements AsyncDisposable {
  readonly #child: ReturnType<typeof forkChild>;

  /** Resolves when Node runs, and before anything of ours is imported. */
  static async start({ file }: Bundle, variables: Readonly<Record<string, string>>): Promise<PacedHandler> {
    const handler = new PacedHandler(file, variables);
    await handler.#answer();
    return handler;
  }

  private constructor(file: string, variables: Readonly<Record<string, string>>) {
    this.#child = forkChild('paced-handler-child.ts', [file], variables);
  }

  get pid(): number {
    return this.#child.pid ?? Number.NaN;
  }

  /** Milliseconds. */
  async import(): Promise<number> {
    const [ms = Number.NaN] = await this.#follow({ kind: 'import' });
    return ms;
  }

  /**
   * Calls the handler with one event after the other. Milliseconds of each.
   * @param pauseMs before each call at least so long, at most twice that
   */
  call(events: readonly unknown[], pauseMs: number): Promise<readonly number[]> {
    return this.#follow({ kind: 'call', events, pauseMs });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return endChild(this.#child, 'SIGKILL');
  }

  async #follow(order: PacedOrder): Promise<readonly number[]> {
    this.#child.send(order);
    return (await this.#answer()) as readonly number[];
  }

  #answer(): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const ended = (code: number | null) => reject(new Error(`The handler's process ended with ${code}.`));
    this.#child.once('exit', ended).once('message', resolve);
    return promise.finally(() => this.#child.off('exit', ended));
  }
}
