import { Consumers } from '../actors/consumers.ts';
import { Ingests } from '../actors/ingests.ts';
import { type Move, movesOf } from '../actors/moves.ts';
import { Rebuilds } from '../actors/rebuilds.ts';
import { Senders } from '../actors/senders.ts';
import type { Violation } from '../judging/check-name.ts';
import { judgeLetters, judgeRows } from '../judging/judge-end.ts';
import { buildSetting, type WorldOptions } from './build-setting.ts';
import { Downstream } from './downstream.ts';
import type { Setting } from './setting.ts';
import { nothingYet, type Tally } from './tally.ts';

/** The outcome of a world. */
export interface Outcome {
  /** The first thing found wrong, if any. */
  readonly violation: Violation | undefined;
  readonly tally: Tally;
  /** Whether it ended early because everything that follows is known. */
  readonly isCutShort: boolean;
  /** The schedule in words; empty unless the world is shown. */
  readonly schedule: readonly string[];
}

const STORM_STEPS_PER_WEBHOOK = 30;
const CALM_STEPS_PER_MESSAGE = 100;
/** A webhook goes a longer way when it ends in parcels. */
const DOWNSTREAM_FACTOR = 4;

/** Everything around the code under test, from the providers to the table. */
export class World {
  readonly #options: WorldOptions;
  readonly #setting: Setting;
  readonly #senders: Senders;
  readonly #ingests: Ingests;
  readonly #consumers: Consumers;
  readonly #rebuilds: Rebuilds;
  /** Left out in a world without a merchant. */
  readonly #downstream: Downstream | undefined;
  readonly #moves: readonly Move[];
  #steps = 0;
  #isCutShort = false;

  constructor(options: WorldOptions) {
    const { plan } = options;
    this.#options = options;
    this.#setting = buildSetting(options);
    this.#ingests = new Ingests(this.#setting);
    this.#senders = new Senders(plan, this.#ingests);
    this.#consumers = new Consumers(this.#setting, plan.consumers, plan.versions);
    const newest = plan.versions?.at(-1) ?? this.#setting.receiver;
    this.#rebuilds = new Rebuilds(this.#setting, newest.findProvider, plan.rebuilds ?? 0);
    this.#downstream = plan.merchant && new Downstream(this.#setting, plan, plan.merchant);
    const upstream = movesOf(this.#setting, plan, {
      senders: this.#senders,
      ingests: this.#ingests,
      consumers: this.#consumers,
      rebuilds: this.#rebuilds,
    });
    this.#moves = [...upstream, ...(this.#downstream?.moves ?? [])];
  }

  /** Puts the webhooks that arrived before the world began into the queue, or into their rows. */
  async #begin(): Promise<void> {
    const { judge, queue } = this.#setting;
    const { arrived, isApplied } = this.#options.plan;
    for (const { webhook, message } of arrived) {
      judge.sawAccepted(webhook, message, true);
      judge.sawAcknowledged(webhook, true);
      const text = JSON.stringify(message);
      if (isApplied) await this.#consumers.applyAtOnce(text);
      else queue.put(text, { name: webhook.name, webhook });
    }
  }

  /** Lets things go wrong for a while, then lets everything settle, and judges the result. */
  async run(): Promise<Outcome> {
    const { storm, secrets, queue, judge } = this.#setting;
    const { webhooks, arrived } = this.#options.plan;
    await inMicrotask;
    await this.#begin();
    const factor = this.#downstream ? DOWNSTREAM_FACTOR : 1;
    await this.#goOn(factor * STORM_STEPS_PER_WEBHOOK * (1 + webhooks.length + arrived.length));
    storm.end();
    if (!secrets.areConfigured) secrets.take();
    const outstanding = 1 + webhooks.length + queue.size + (this.#downstream?.outstanding ?? 0);
    const isQuiet = await this.#goOn(factor * CALM_STEPS_PER_MESSAGE * outstanding);
    if (!isQuiet) judge.object('I6', 'The world has not settled within its number of steps.');
    if (judge.isContent && !this.#isCutShort) await this.#judgeEnd();
    return {
      violation: judge.violations[0],
      tally: this.#tally(),
      isCutShort: this.#isCutShort,
      schedule: this.#setting.diary.lines,
    };
  }

  /** Makes moves. @returns whether no move is left, or something was found wrong */
  async #goOn(mostSteps: number): Promise<boolean> {
    for (let step = 0; step < mostSteps; step += 1) {
      if (!this.#setting.judge.isContent || this.#isKnown() || !this.#move()) return true;
      this.#steps += 1;
      this.#setting.clock.tick();
      await everythingThatFollows();
    }
    return false;
  }

  #isKnown(): boolean {
    this.#isCutShort ||= this.#options.isKnown?.(() => this.#state()) ?? false;
    return this.#isCutShort;
  }

  /** Returns a text that is the same for two worlds that can only go on in the same ways. */
  #state(): string {
    const { scheduler, queue, letters, table, storm, judge } = this.#setting;
    return JSON.stringify([
      scheduler.state,
      queue.state,
      letters.state,
      table.state,
      storm.spent,
      this.#senders.state,
      this.#rebuilds.state,
      this.#downstream?.state,
      judge.state,
    ]);
  }

  /** Makes one move. @returns false when no move is possible */
  #move(): boolean {
    const { chooser } = this.#setting;
    const counts = this.#moves.map(({ source }) => source.available());
    const weights = this.#moves.map(({ weight }, index) => ((counts[index] ?? 0) > 0 ? weight : 0));
    if (weights.every((weight) => weight === 0)) return false;
    const index = chooser.weighted(weights);
    this.#moves[index]?.source.take(chooser.below(counts[index] ?? 1));
    return true;
  }

  async #judgeEnd(): Promise<void> {
    const { judge, queue, letters, table } = this.#setting;
    if (queue.size > 0 || this.#consumers.running.size > 0) {
      judge.object('I6', `No move is left, and ${queue.size} messages are still in the queue.`);
    }
    await this.#downstream?.judgeEnd();
    if (this.#options.plan.versions) await this.#rebuilds.finish();
    await judgeRows(judge, (key) => table.read(key));
    judgeLetters(judge, queue.sent, letters.letters);
  }

  #tally(): Tally {
    const { judge, letters, storm, table } = this.#setting;
    return {
      ...nothingYet,
      worlds: 1,
      steps: this.#steps,
      deliveries: this.#ingests.deliveries,
      acknowledged: this.#ingests.acknowledged,
      forged: this.#senders.forged,
      givenUp: this.#senders.givenUp,
      receives: this.#consumers.receives,
      writes: table.writes,
      checkouts: judge.accepted.size,
      ...storm.spent,
      buried: letters.letters.length,
      redriven: letters.redriven,
      ...this.#downstream?.tally,
    };
  }
}

/** After awaiting this, the code runs in a microtask; see below. */
const inMicrotask = Promise.resolve();

/**
 * Waits until everything that follows from a move has run. A world waits only for promises, which settle in
 * microtasks, and `nextTick` called in a microtask runs when no other microtask is left. The next turn of the event
 * loop would do as well, but takes four times as long.
 */
const everythingThatFollows = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));
