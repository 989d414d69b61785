import type { Consumers } from '../actors/consumers.ts';
import type { MoveSource } from '../actors/move-source.ts';
import type { Setting } from '../world/setting.ts';

/** Consumers that run out of time: they give up the calls that are under way, whose outcome stays unknown. */
export class Timeouts implements MoveSource {
  readonly #setting: Setting;
  readonly #consumers: Consumers;

  constructor(setting: Setting, consumers: Consumers) {
    this.#setting = setting;
    this.#consumers = consumers;
  }

  available(): number {
    return this.#setting.storm.rages ? this.#consumers.running.size : 0;
  }

  take(index: number): void {
    const actor = [...this.#consumers.running][index];
    if (!actor) return;
    this.#setting.storm.spend('disturbances');
    this.#setting.diary.write(() => `${actor.name} runs out of time`);
    actor.runOutOfTime();
  }
}
