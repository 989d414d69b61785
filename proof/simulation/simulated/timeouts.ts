import type { Actor } from '../actors/actor.ts';
import type { MoveSource } from '../actors/move-source.ts';
import type { Setting } from '../world/setting.ts';

/** Invocations that run out of time: they give up the calls that are under way, whose outcome stays unknown. */
export class Timeouts implements MoveSource {
  readonly #setting: Setting;
  readonly #running: ReadonlySet<Actor>;

  constructor(setting: Setting, running: ReadonlySet<Actor>) {
    this.#setting = setting;
    this.#running = running;
  }

  available(): number {
    return this.#setting.storm.rages ? this.#running.size : 0;
  }

  take(index: number): void {
    const actor = [...this.#running][index];
    if (!actor) return;
    this.#setting.storm.spend('disturbances');
    this.#setting.diary.write(() => `${actor.name} runs out of time`);
    actor.runOutOfTime();
  }
}
