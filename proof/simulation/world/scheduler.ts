import { PortFault } from '../../../lib/app/ports.ts';
import type { Actor } from '../actors/actor.ts';
import type { MoveSource } from '../actors/move-source.ts';
import type { Diary } from './diary.ts';
import type { Release, Storm } from './storm.ts';

/** A call of a port, and what it is about: if the call fails, that may fail with it and nothing else may. */
export interface PortCall {
  readonly name: string;
  readonly about: string;
}

/** Only lets others run: nothing goes wrong at it. */
const pause: PortCall = { name: 'pause', about: '' };

type Side = 'before' | 'after';

interface Parked {
  readonly actor: Actor;
  readonly call: PortCall;
  readonly side: Side;
  readonly proceed: () => void;
  readonly fail: (fault: PortFault) => void;
}

/**
 * Holds every call of a port twice, before its effect and before its answer, until the world lets it go on. At
 * most one is let go at a time and everything that follows from it runs out first, so an effect is atomic and a
 * run depends on nothing but the choices.
 */
export class Scheduler implements MoveSource {
  readonly #parked: Parked[] = [];
  readonly #storm: Storm;
  readonly #diary: Diary;
  readonly #isTracked: boolean;
  #running: Actor | undefined;

  /** @param isTracked whether each actor keeps what it has heard, so that states can be told apart */
  constructor(storm: Storm, diary: Diary, isTracked: boolean) {
    this.#storm = storm;
    this.#diary = diary;
    this.#isTracked = isTracked;
  }

  /** Who waits where, and what each of them knows, whatever the order in which they came. */
  get state(): readonly string[] {
    return this.#parked
      .map(({ actor, call, side }) =>
        JSON.stringify([actor.name, call, side, actor.signal.aborted, actor.heard]),
      )
      .toSorted();
  }

  /** @throws PortFault when it fails, be it before or after the effect */
  async call<T>(actor: Actor, call: PortCall, effect: () => Promise<T> | T): Promise<T> {
    await this.#hold(actor, call, 'before');
    const result = await effect();
    if (this.#isTracked) actor.heard.push(JSON.stringify([call, result]));
    await this.#hold(actor, call, 'after');
    return result;
  }

  /** A step with no effect of its own on anyone else. @throws PortFault when it fails */
  step(actor: Actor, name: string): Promise<void> {
    return this.#hold(actor, { name, about: name }, 'before');
  }

  /**
   * A stop in the middle of an effect, for a part that is not atomic although it should be.
   * @param knows what the part has seen and will act upon
   */
  async pause(knows: () => unknown): Promise<void> {
    if (!this.#running) return;
    if (this.#isTracked) this.#running.heard.push(JSON.stringify(knows()));
    await this.#hold(this.#running, pause, 'before');
  }

  available(): number {
    return this.#parked.length;
  }

  take(index: number): void {
    const [parked] = this.#parked.splice(index, 1);
    if (parked) this.#release(parked);
  }

  #hold(actor: Actor, call: PortCall, side: Side): Promise<void> {
    return new Promise((proceed, fail) => {
      if (!actor.isDead) this.#parked.push({ actor, call, side, proceed, fail });
    });
  }

  #release(parked: Parked): void {
    const { actor, call, side } = parked;
    const release = call === pause ? 'proceed' : this.#storm.release(actor.signal.aborted);
    this.#diary.write(() => sentence(parked, release));
    this.#running = actor;
    if (release === 'proceed') parked.proceed();
    else if (release === 'crash') this.#crash(actor);
    else {
      actor.hurt.add(call.about);
      if (this.#isTracked) actor.heard.push(`${call.name} ${side}`);
      parked.fail(new PortFault(`${call.name} failed ${side} its effect.`));
    }
  }

  /** Nothing of it is ever resolved: that is what it means to be dead. */
  #crash(actor: Actor): void {
    actor.die();
    for (let index = this.#parked.length - 1; index >= 0; index -= 1) {
      if (this.#parked[index]?.actor === actor) this.#parked.splice(index, 1);
    }
  }
}

const words: Readonly<Record<Side, Readonly<Record<Release, string>>>> = {
  before: { proceed: 'takes effect', fail: 'fails without effect', crash: 'dies before the effect of' },
  after: { proceed: 'is answered', fail: 'had its effect, but fails', crash: 'dies before the answer to' },
};

function sentence({ actor, call, side }: Parked, release: Release): string {
  const phrase = words[side][release];
  return release === 'crash'
    ? `${actor.name} ${phrase} ${call.name}`
    : `${actor.name}: ${call.name} ${phrase}`;
}
