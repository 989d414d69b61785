import type { Chooser } from '../choosing/chooser.ts';
import type { Roughness } from '../plan/plan.ts';

/** What happens to a waiting call: it goes on, it fails, or the actor that made it dies. */
export type Release = 'proceed' | 'fail' | 'crash';

const releases: readonly Release[] = ['proceed', 'fail', 'crash'];

/** Decides about everything that goes wrong, so that it can be counted, limited and stopped. */
export class Storm {
  readonly spent = { failures: 0, crashes: 0, disturbances: 0 };
  readonly roughness: Roughness;
  readonly #chooser: Chooser;
  readonly #weights: readonly number[];
  #left: number;

  /** @param mostFaults the number of faults, at most */
  constructor(chooser: Chooser, roughness: Roughness, mostFaults: number) {
    this.#chooser = chooser;
    this.roughness = roughness;
    this.#left = mostFaults;
    this.#weights = [100 - roughness.fails - roughness.crashes, roughness.fails, roughness.crashes];
  }

  /** Whether anything can still go wrong. */
  get rages(): boolean {
    return this.#left > 0;
  }

  end(): void {
    this.#left = 0;
  }

  /** Decides about a waiting call. @param isOutOfTime whether its actor has run out of time, so that it cannot go on */
  release(isOutOfTime: boolean): Release {
    let release: Release = 'proceed';
    if (this.rages) release = releases[this.#chooser.weighted(this.#weights)] ?? 'proceed';
    if (release === 'fail') this.spend('failures');
    if (release === 'crash') this.spend('crashes');
    return release === 'proceed' && isOutOfTime ? 'fail' : release;
  }

  /** Decides whether something is disturbed that nobody asked for, and counts it. */
  disturbs(): boolean {
    if (!this.rages) return false;
    const { disturbances } = this.roughness;
    const isDisturbed = this.#chooser.weighted([100 - disturbances, disturbances]) === 1;
    if (isDisturbed) this.spend('disturbances');
    return isDisturbed;
  }

  spend(kind: keyof Storm['spent']): void {
    this.#left -= 1;
    this.spent[kind] += 1;
  }
}
