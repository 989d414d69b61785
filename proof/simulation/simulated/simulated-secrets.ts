import type { SecretStore } from '../../../lib/app/ports.ts';
import type { Actor } from '../actors/actor.ts';
import type { MoveSource } from '../actors/move-source.ts';
import type { Chooser } from '../choosing/chooser.ts';
import { secretOf } from '../plan/authentic-headers.ts';
import type { Plan } from '../plan/plan.ts';
import type { Diary } from '../world/diary.ts';
import type { Scheduler } from '../world/scheduler.ts';

/** 0: none configured. 1: one secret. 2: rotated, the older one still valid. */
const LAST_STAGE = 2;

/** The secrets of all providers. They are configured, later rotated, and now and then read a little late. */
export class SimulatedSecrets implements MoveSource {
  readonly #chooser: Chooser;
  readonly #diary: Diary;
  readonly #scheduler: Scheduler;
  readonly #rotates: boolean;
  #stage: number;

  constructor(
    chooser: Chooser,
    diary: Diary,
    scheduler: Scheduler,
    plan: Pick<Plan, 'rotates' | 'secretStage'>,
  ) {
    this.#chooser = chooser;
    this.#diary = diary;
    this.#scheduler = scheduler;
    this.#rotates = plan.rotates;
    this.#stage = plan.secretStage;
  }

  get areConfigured(): boolean {
    return this.#stage > 0;
  }

  /** Returns the secret that the provider signs with now. The provider has one before it is configured here. */
  signing(provider: string): string {
    return secretOf(provider, Math.max(0, this.#stage - 1));
  }

  available(): number {
    return this.#rotates && this.#stage < LAST_STAGE ? 1 : 0;
  }

  take(): void {
    this.#stage += 1;
    this.#diary.write(() => `the secrets are ${this.#stage === 1 ? 'configured' : 'rotated'}`);
  }

  portOf(actor: Actor): SecretStore {
    return {
      secretsOf: (provider) =>
        this.#scheduler.call(actor, { name: 'secretsOf', about: 'secrets' }, () =>
          secretsAt(provider, this.#stage - this.#lateness()),
        ),
      freshSecretsOf: (provider) =>
        this.#scheduler.call(actor, { name: 'freshSecretsOf', about: 'secrets' }, () =>
          secretsAt(provider, this.#stage),
        ),
    };
  }

  #lateness(): number {
    return this.#rotates && this.#stage > 0 ? this.#chooser.weighted([90, 10]) : 0;
  }
}

/** Returns the secrets at a stage, newest first. */
const secretsAt = (provider: string, stage: number): readonly string[] =>
  Array.from({ length: stage }, (_, age) => secretOf(provider, stage - 1 - age));
