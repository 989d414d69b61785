import { AlarmWatch } from './alarm-watch.ts';
import type { DeployedQueues } from './deployed-queues.ts';
import { type Group, MessageGroups } from './message-groups.ts';

/** An outage of the table, during which webhooks go on arriving. */
export interface Outage {
  readonly seconds: number;
  /** Webhooks a second, during the outage and after it. */
  readonly rate: number;
  /** How long a batch takes that fails, and one that is applied. */
  readonly failingMs: number;
  readonly applyingMs: number;
}

/** The course of an outage. Times are seconds from its beginning. */
export interface Course {
  readonly accepted: number;
  readonly failedTries: number;
  readonly mostTriesOfOne: number;
  readonly mostInFlight: number;
  /** How many webhooks wait when the outage ends. */
  readonly waitingAtEnd: number;
  readonly deadLetters: number;
  /** How many webhooks a queue deleted because they were too old. */
  readonly expired: number;
  /** When the last webhook of the outage was applied; undefined if some never are. */
  readonly appliedAt: number | undefined;
  readonly alarms: AlarmWatch['times'];
}

/** SQS hands out no more than this many messages of a queue that are not deleted yet. */
const IN_FLIGHT_LIMIT = 120_000;
/** The metric of the oldest message leaves out those that were received more often, as SQS documents. */
const TRIES_THAT_COUNT = 3;
const MINUTE = 60;
const MS = 1_000;
/** The simulation ends this long after the outage, whatever is left. */
const PATIENCE = 15 * 24 * 3_600;

class OutageRun {
  readonly #queues: DeployedQueues;
  readonly #outage: Outage;
  readonly #visible = new MessageGroups();
  readonly #inFlight = new MessageGroups();
  readonly #letters = new MessageGroups();
  readonly #watch: AlarmWatch;
  #now = 0;
  /** How many messages can still be received in this second. A fraction is left for the next. */
  #capacity = 0;
  #failuresInMinute = 0;
  #failedTries = 0;
  #mostTriesOfOne = 0;
  #mostInFlight = 0;
  #waitingAtEnd = 0;
  #expired = 0;
  /** Webhooks that arrived during the outage and are not applied. */
  #owed: number;
  #appliedAt: number | undefined;

  constructor(queues: DeployedQueues, outage: Outage) {
    this.#queues = queues;
    this.#outage = outage;
    this.#watch = new AlarmWatch(queues.alarms);
    this.#owed = outage.rate * outage.seconds;
  }

  run(): Course {
    const { seconds, rate } = this.#outage;
    const ended = () => this.#owed === this.#letters.count + this.#expired && this.#isQuiet();
    while (this.#now < seconds + PATIENCE && !(this.#now > seconds && ended())) this.#second();
    const isApplied = this.#owed === 0;
    return {
      accepted: rate * seconds,
      failedTries: this.#failedTries,
      mostTriesOfOne: this.#mostTriesOfOne,
      mostInFlight: this.#mostInFlight,
      waitingAtEnd: this.#waitingAtEnd,
      deadLetters: this.#letters.count,
      expired: this.#expired,
      appliedAt: isApplied ? this.#appliedAt : undefined,
      alarms: this.#watch.times,
    };
  }

  /** Whether the alarms have had the time to end. */
  #isQuiet(): boolean {
    const last = Math.max(0, ...[...this.#watch.times.values()].map(({ until }) => until));
    return this.#letters.count > 0 || this.#now > last + MINUTE;
  }

  get #isDown(): boolean {
    return this.#now < this.#outage.seconds;
  }

  #second(): void {
    for (let group = this.#inFlight.first; group && group.until <= this.#now; group = this.#inFlight.first) {
      this.#inFlight.take(group.count);
      this.#visible.add(group);
    }
    this.#visible.add({ arrivedAt: this.#now, tries: 0, until: 0, count: this.#outage.rate });
    this.#receive();
    this.#mostInFlight = Math.max(this.#mostInFlight, this.#inFlight.count);
    this.#now += 1;
    if (this.#now === this.#outage.seconds) this.#waitingAtEnd = this.#visible.count + this.#inFlight.count;
    if (this.#now % MINUTE === 0) this.#minute();
  }

  #receive(): void {
    const { concurrency, batchSize } = this.#queues;
    const batchMs = this.#isDown ? this.#outage.failingMs : this.#outage.applyingMs;
    const perSecond = (concurrency * batchSize * MS) / batchMs;
    this.#capacity = Math.min(this.#capacity + perSecond, Math.max(perSecond, 1));
    while (this.#capacity >= 1) {
      const room = IN_FLIGHT_LIMIT - this.#inFlight.count;
      const group = room > 0 ? this.#visible.take(Math.min(room, Math.floor(this.#capacity))) : undefined;
      if (!group) return;
      if (group.tries >= this.#queues.maxReceiveCount) this.#letters.add({ ...group, until: this.#now });
      else this.#try(group);
    }
  }

  #try(group: Group): void {
    this.#capacity -= group.count;
    if (!this.#isDown) {
      this.#apply(group);
      return;
    }
    const tries = group.tries + 1;
    this.#failedTries += group.count;
    this.#failuresInMinute += group.count;
    this.#mostTriesOfOne = Math.max(this.#mostTriesOfOne, tries);
    this.#inFlight.add({ ...group, tries, until: this.#now + this.#queues.visibilitySeconds });
  }

  #apply({ arrivedAt, count }: Group): void {
    if (arrivedAt >= this.#outage.seconds) return;
    this.#owed -= count;
    if (this.#owed === 0) this.#appliedAt = this.#now + 1;
  }

  #minute(): void {
    const { retentionSeconds, deadLetterRetentionSeconds } = this.#queues;
    this.#watch.evaluate(this.#now, {
      'message-failures': this.#failuresInMinute,
      'queue-age': this.#oldestAge(),
      'dead-letters': this.#letters.count,
      'dead-letter-age': this.#letters.first ? this.#now - this.#letters.first.until : 0,
    });
    this.#failuresInMinute = 0;
    for (const groups of [this.#visible, this.#inFlight]) {
      this.#expired += groups.removeArrivedBefore(this.#now - retentionSeconds);
    }
    this.#expired += this.#letters.removeArrivedBefore(this.#now - deadLetterRetentionSeconds);
  }

  #oldestAge(): number {
    let oldest = this.#now;
    for (const groups of [this.#visible, this.#inFlight]) {
      for (const { arrivedAt, tries } of groups) {
        if (tries <= TRIES_THAT_COUNT) oldest = Math.min(oldest, arrivedAt);
      }
    }
    return this.#now - oldest;
  }
}

/**
 * Simulates an outage of the table second by second, with the settings of the queues. SQS does not promise an order.
 * Here the queue is first in, first out.
 */
export const simulateOutage = (queues: DeployedQueues, outage: Outage): Course =>
  new OutageRun(queues, outage).run();
