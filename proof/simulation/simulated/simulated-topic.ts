import type { EventOutlet } from '../../../lib/app/publish/event-outlet.ts';
import type { ChangeEvent } from '../../../lib/events/change-event.ts';
import type { Actor } from '../actors/actor.ts';
import type { MoveSource } from '../actors/move-source.ts';
import type { Diary } from '../world/diary.ts';
import type { Scheduler } from '../world/scheduler.ts';
import type { Storm } from '../world/storm.ts';
import type { EventQueue } from './event-queue.ts';

/** A request to publish that has had no effect yet. */
interface Request {
  readonly actor: Actor;
  readonly event: ChangeEvent;
  hasFailed: boolean;
}

interface Surroundings {
  readonly scheduler: Scheduler;
  readonly storm: Storm;
  readonly diary: Diary;
}

/**
 * The topic. It gives every event that it accepts to every queue, in the order of acceptance. As a source of moves, it
 * accepts requests that their sender has given up: a publisher may be dead while its request is still on the way.
 */
export class SimulatedTopic implements MoveSource {
  /** Everything that was accepted, repeats included. */
  readonly published: ChangeEvent[] = [];
  readonly #queues: readonly EventQueue[];
  readonly #surroundings: Surroundings;
  readonly #underWay: Request[] = [];

  constructor(surroundings: Surroundings, queues: readonly EventQueue[]) {
    this.#surroundings = surroundings;
    this.#queues = queues;
  }

  get state(): unknown {
    return [this.published, this.#givenUp().map(({ event }) => event.id)];
  }

  available(): number {
    return this.#surroundings.storm.rages ? this.#givenUp().length : 0;
  }

  take(index: number): void {
    const request = this.#givenUp()[index];
    if (!request) return;
    this.#surroundings.storm.spend('disturbances');
    this.#surroundings.diary.write(() => `the topic accepts ${request.event.id}, which its sender gave up`);
    this.#accept(request);
  }

  portOf(actor: Actor): EventOutlet {
    return {
      publish: async (event) => {
        const request = { actor, event, hasFailed: false };
        this.#underWay.push(request);
        const call = { name: `publish ${event.type} ${event.sequence}`, about: event.source };
        try {
          await this.#surroundings.scheduler.call(actor, call, () => this.#accept(request));
        } catch (error) {
          request.hasFailed = true;
          throw error;
        }
      },
    };
  }

  #accept(request: Request): void {
    this.#underWay.splice(this.#underWay.indexOf(request), 1);
    this.published.push(request.event);
    for (const queue of this.#queues) queue.put(request.event);
  }

  #givenUp(): readonly Request[] {
    return this.#underWay.filter(({ actor, hasFailed }) => hasFailed || actor.isDead);
  }
}
