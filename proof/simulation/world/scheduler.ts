import { PortFault } from '../../../lib/app/ports.ts';
import type { Actor } from '../actors/actor.ts';
import type { MoveSource } from '../actors/move-source.ts';
import type { Diary } from './diary.ts';
import type { Release, Storm } from './storm.ts';

/** A call of a port. When the call fails, only the work that it is about may fail with it. */
export interface PortCall {
  readonly name: string;
  readonly about: string;
}

/** A pause only lets others run. It never fails. */
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
 * Holds every call of a port twice, before its effect and before its answer, until the world releases it. It releases
 * one call at a time and lets everything that follows from it finish first. So an effect is atomic, and a run depends
 * only on the choices.
 */
export class Scheduler implements MoveSource {
  readonly #parked: Parked[] = [];
  readonly #storm: Storm;
  readonly #diary: Diary;
  readonly #isTracked: boolean;
  #running: Actor | undefined;

  /** @param isTracked whether every actor keeps what it has heard, so that states can be compared */
  constructor(storm: Storm, diary: Diary, isTracked: boolean) {
    this.#storm = storm;
    this.#diary = diary;
    this.#isTracked = isTracked;
  }

  /** Which actors wait where, and what each of them knows, independent of the order in which they came. */
  get state(): readonly string[] {
    return this.#parked
      .map(({ actor, call, side }) =>
        JSON.stringify([actor.name, call, side, actor.signal.aborted, actor.heard]),
      )
      .toSorted();
  }

  /** @throws PortFault when the call fails, before or after its effect */
  async call<T>(actor: Actor, call: PortCall, effect: () => Promise<T> | T): Promise<T> {
    await this.#hold(actor, call, 'before');
    const result = await effect();
    if (this.#isTracked) actor.heard.push(JSON.stringify([call, result]));
    await this.#hold(actor, call, 'after');
    return result;
  }

  /** A step without an effect on others. @throws PortFault when it fails */
  step(actor: Actor, name: string): Promise<void> {
    return this.#hold(actor, { name, about: name }, 'before');
  }

  /**
   * Stops in the middle of an effect, for a flawed part that is not atomic although it should be.
   *
   * @param seen returns what the part has seen and will act upon
   */
  async pause(seen: () => unknown): Promise<void> {
    if (!this.#running) return;
    if (this.#isTracked) this.#running.heard.push(JSON.stringify(seen()));
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

  /** Removes all calls of a dead actor, so that none of them ever resolves. */
  #crash(actor: Actor): void {
    actor.die();
    for (let index = this.#parked.length - 1; index >= 0; index -= 1) {
      if (this.#parked[index]?.actor === actor) this.#parked.splice(index, 1);
    }
  }
}

const verbs: Readonly<Record<Side, Readonly<Record<Release, string>>>> = {
  before: { proceed: 'takes effect', fail: 'fails without effect', crash: 'dies before the effect of' },
  after: { proceed: 'is answered', fail: 'had its effect, but fails', crash: 'dies before the answer to' },
};

function sentence({ actor, call, side }: Parked, release: Release): string {
  const phrase = verbs[side][release];
  return release === 'crash'
    ? `${actor.name} ${phrase} ${call.name}`
    : `${actor.name}: ${call.name} ${phrase}`;
}
