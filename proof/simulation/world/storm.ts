import type { Chooser } from '../choosing/chooser.ts';
import type { Roughness } from '../plan/plan.ts';

/** What becomes of a call that waits: it goes on, it fails here, or whoever made it dies here. */
export type Release = 'proceed' | 'fail' | 'crash';

const releases: readonly Release[] = ['proceed', 'fail', 'crash'];

/** Everything that goes wrong goes wrong here, so that it can be counted, bounded and stopped. */
export class Storm {
  readonly spent = { failures: 0, crashes: 0, disturbances: 0 };
  readonly roughness: Roughness;
  readonly #chooser: Chooser;
  readonly #weights: readonly number[];
  #left: number;

  /** @param most so many things may go wrong in all */
  constructor(chooser: Chooser, roughness: Roughness, most: number) {
    this.#chooser = chooser;
    this.roughness = roughness;
    this.#left = most;
    this.#weights = [100 - roughness.fails - roughness.crashes, roughness.fails, roughness.crashes];
  }

  get rages(): boolean {
    return this.#left > 0;
  }

  end(): void {
    this.#left = 0;
  }

  /** What becomes of a call. @param isOutOfTime then it cannot simply go on any more */
  release(isOutOfTime: boolean): Release {
    const release = this.rages ? (releases[this.#chooser.weighted(this.#weights)] ?? 'proceed') : 'proceed';
    if (release === 'fail') this.spend('failures');
    if (release === 'crash') this.spend('crashes');
    return release === 'proceed' && isOutOfTime ? 'fail' : release;
  }

  spend(kind: keyof Storm['spent']): void {
    this.#left -= 1;
    this.spent[kind] += 1;
  }
}
